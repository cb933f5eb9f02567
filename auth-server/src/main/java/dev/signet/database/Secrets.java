package dev.signet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets, each made once and kept in a file of its own that only this user can
 * read. The caller holds the directory lock.
 */
final class Secrets {

	private static final int LENGTH = 32;

	private final Path directory;

	private final SecureRandom random = new SecureRandom();

	private Secrets(Path directory) {
		this.directory = directory;
	}

	static Secrets in(Path directory) throws IOException {
		return new Secrets(PrivateFiles.createDirectory(directory));
	}

	boolean has(String name) {
		return Files.exists(file(name));
	}

	Path file(String name) {
		return this.directory.resolve(name);
	}

	/**
	 * Reads a secret, and makes it when it is missing.
	 * @return 32 random bytes in Base64
	 */
	String get(String name) throws IOException {
		if (!has(name)) {
			byte[] secret = new byte[LENGTH];
			this.random.nextBytes(secret);
			PrivateFiles.write(file(name), Base64.getEncoder().encodeToString(secret));
		}
		return Files.readString(file(name)).strip();
	}

}
