package dev.signet.admin.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.signet.directory.DirectoryKind;

/**
 * A kind of directory as something to choose, and in the address of its page:
 * {@code active-directory}.
 *
 * @param name the end of the key of its words, {@code admin.directory.kind.}
 * @param path its name in addresses
 * @param initial its first letter, in place of a picture
 */
record DirectoryChoice(String name, String path, String initial) {

	static DirectoryChoice of(DirectoryKind kind) {
		String name = kind.name();
		return new DirectoryChoice(name, name.toLowerCase(Locale.ROOT).replace('_', '-'), name.substring(0, 1));
	}

	/** The kind that an address names. */
	static Optional<DirectoryKind> kind(String path) {
		return Arrays.stream(DirectoryKind.values()).filter((kind) -> of(kind).path().equals(path)).findFirst();
	}

}
