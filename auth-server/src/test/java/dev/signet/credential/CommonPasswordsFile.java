package dev.signet.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import dev.signet.credential.CommonPasswords.Digest;

/**
 * Makes the file that {@link CommonPasswords} reads. How to run it says
 * {@code common-passwords-NOTICE.md}.
 */
final class CommonPasswordsFile {

	private static final int TOP = 1000;

	/** Up to here the source is in the order of how many people use a password. */
	private static final int RANKED = 100_000;

	/** Of those without rank the short ones are left out: they are too many. */
	private static final int SHORTEST_UNRANKED = 10;

	private CommonPasswordsFile() {
	}

	/**
	 * Makes the file.
	 * @param arguments the compressed source and the file to write
	 */
	public static void main(String[] arguments) throws IOException {
		try (InputStream source = new GZIPInputStream(Files.newInputStream(Path.of(arguments[0])))) {
			List<String> passwords = new String(source.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
			Files.write(Path.of(arguments[1]), of(passwords));
		}
	}

	/** The file for passwords of which the first ones are the most common. */
	static byte[] of(List<String> passwords) {
		Set<String> entries = new LinkedHashSet<>();
		for (int i = 0; i < passwords.size(); i++) {
			String entry = GuessCount.fold(passwords.get(i).strip());
			int shortest = (i < RANKED) ? CommonPasswords.SHORTEST : SHORTEST_UNRANKED;
			if (entry.length() >= shortest && entry.length() <= CommonPasswords.LONGEST) {
				entries.add(entry);
			}
		}
		List<String> ordered = new ArrayList<>(entries);
		int top = Math.min(TOP, ordered.size());
		List<Long> first = digests(ordered.subList(0, top));
		List<Long> others = digests(ordered.subList(top, ordered.size()));
		ByteBuffer file = ByteBuffer
			.allocate(Integer.BYTES + (first.size() + others.size()) * CommonPasswords.ENTRY_BYTES);
		file.putInt(first.size());
		first.forEach((digest) -> put(file, digest));
		others.forEach((digest) -> put(file, digest));
		return file.array();
	}

	private static List<Long> digests(List<String> entries) {
		return entries.stream().map((entry) -> Digest.of(entry).value()).distinct().sorted().toList();
	}

	private static void put(ByteBuffer file, long digest) {
		file.put((byte) (digest >>> Integer.SIZE)).putInt((int) digest);
	}

}
