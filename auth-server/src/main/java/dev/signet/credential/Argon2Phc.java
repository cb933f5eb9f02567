package dev.signet.credential;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2 hash in the PHC string format, such as
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param type which Argon2, as {@link Argon2Parameters} numbers them
 * @param version 16 or 19; 16 where the text has none
 * @param memory in KiB
 * @param iterations at least 1
 * @param parallelism at least 1
 */
record Argon2Phc(int type, int version, int memory, int iterations, int parallelism, byte[] salt, byte[] hash) {

	/** In the order of their numbers. */
	private static final List<String> TYPES = List.of("argon2d", "argon2i", "argon2id");

	/** Four bytes or more, in Base64 without padding. */
	private static final String BYTES = "(?:[A-Za-z0-9+/]{4})+[A-Za-z0-9+/]{2,4}";

	private static final Pattern FORM = Pattern.compile("\\$(?<type>argon2(?:d|i|id))(?:\\$v=(?<version>16|19))?"
			+ "\\$m=(?<memory>[1-9]\\d{0,7}),t=(?<iterations>[1-9]\\d{0,7}),p=(?<parallelism>[1-9]\\d{0,2})"
			+ "\\$(?<salt>" + BYTES + ")\\$(?<hash>" + BYTES + ")");

	private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

	/** Reads the format; empty when a text is something else. */
	static Optional<Argon2Phc> parse(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			return Optional.empty();
		}
		String version = form.group("version");
		return Optional.of(new Argon2Phc(TYPES.indexOf(form.group("type")),
				(version == null) ? Argon2Parameters.ARGON2_VERSION_10 : Integer.parseInt(version),
				Integer.parseInt(form.group("memory")), Integer.parseInt(form.group("iterations")),
				Integer.parseInt(form.group("parallelism")), Base64.getDecoder().decode(form.group("salt")),
				Base64.getDecoder().decode(form.group("hash"))));
	}

	/** The same with another hash. */
	Argon2Phc withHash(byte[] computed) {
		return new Argon2Phc(this.type, this.version, this.memory, this.iterations, this.parallelism, this.salt,
				computed);
	}

	@Override
	public String toString() {
		return "$%s$v=%d$m=%d,t=%d,p=%d$%s$%s".formatted(TYPES.get(this.type), this.version, this.memory,
				this.iterations, this.parallelism, BASE64.encodeToString(this.salt), BASE64.encodeToString(this.hash));
	}

}
