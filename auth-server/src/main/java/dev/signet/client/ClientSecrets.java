package dev.signet.client;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes and compares client secrets (RFC 6749 §2.3.1). A secret is 256 random bits, or at
 * least 32 characters long when an operator declared it, so one SHA-256 protects it: a
 * slow hash would only make the token endpoint easy to flood.
 * <p>
 * A client may have several secrets at a time, so that one can follow another without a
 * gap. The encoded form therefore is a list, parted by blanks, of
 * {@code {sha256}<lower-case hex>} with an optional {@code ;<epoch second>} at which that
 * secret expires.
 */
@Component
public final class ClientSecrets {

	/** The length that a declared secret has at least, in characters. */
	public static final int SHORTEST = 32;

	private static final int LONGEST = 512;

	private static final String READABLE_PREFIX = "sgn_cs_";

	private static final String ALGORITHM_PREFIX = "{sha256}";

	private static final Pattern ENTRY = Pattern.compile("\\{sha256}([0-9a-f]{64})(?:;([0-9]{1,18}))?");

	private final RandomText random = new RandomText();

	private final Clock clock;

	ClientSecrets(Clock clock) {
		this.clock = clock;
	}

	/**
	 * A new secret of 256 random bits. Its prefix lets leak scanners find it.
	 */
	public String generate() {
		return this.random.secret(READABLE_PREFIX);
	}

	/**
	 * Whether the presented secret is one of the client's secrets and has not expired.
	 * The time taken does not depend on which secret is right or how much of it.
	 * @param presented what the client sent
	 * @param encoded the client's secrets; null or empty when it has none
	 */
	public boolean matches(@Nullable String presented, @Nullable String encoded) {
		if (presented == null || encoded == null || encoded.isEmpty()) {
			return false;
		}
		byte[] digest = digest(presented);
		boolean matches = false;
		for (String entry : encoded.split(" ")) {
			matches |= matches(digest, entry);
		}
		return matches;
	}

	/**
	 * Whether the presented secret is one of the client's that has expired. It proves
	 * nothing any more; it only tells its owner what is wrong.
	 * @param presented what the client sent
	 * @param encoded the client's secrets; null or empty when it has none
	 */
	public boolean expired(@Nullable String presented, @Nullable String encoded) {
		return presented != null && encoded != null && !matches(presented, encoded)
				&& matches(presented, encoded.replaceAll(";[0-9]+", ""));
	}

	/** The encoded form of all these secrets. */
	static String encode(Collection<StoredSecret> secrets) {
		return secrets.stream()
			.map((secret) -> encode(secret.digest(), secret.expiresAt()))
			.collect(Collectors.joining(" "));
	}

	static byte[] digest(String secret) {
		return Sha256.of(secret);
	}

	/**
	 * Checks a secret that an operator chose.
	 * @param field the name of the field, for the problem
	 * @return what is wrong, without the secret, or null
	 */
	static @Nullable ClientProblem check(String field, String secret) {
		if (secret.length() < SHORTEST || secret.length() > LONGEST) {
			return new ClientProblem(field, "A client secret has 32 to 512 characters.",
					"a secret of %d characters".formatted(secret.length()),
					"generate one, for example with: openssl rand -hex 32");
		}
		if (!secret.chars().allMatch((c) -> c > 0x20 && c < 0x7F)) {
			return new ClientProblem(field, "A client secret consists of visible ASCII characters (RFC 6749 A.2).",
					"a secret with a blank, a control character or a letter outside ASCII",
					"generate one, for example with: openssl rand -hex 32");
		}
		return null;
	}

	private static String encode(byte[] digest, @Nullable Instant expiresAt) {
		String hex = ALGORITHM_PREFIX + HexFormat.of().formatHex(digest);
		return (expiresAt != null) ? hex + ";" + expiresAt.getEpochSecond() : hex;
	}

	private boolean matches(byte[] digest, String entry) {
		Matcher parts = ENTRY.matcher(entry);
		if (!parts.matches()) {
			return false;
		}
		boolean alive = parts.group(2) == null
				|| this.clock.instant().getEpochSecond() < Long.parseLong(parts.group(2));
		return MessageDigest.isEqual(digest, HexFormat.of().parseHex(parts.group(1))) && alive;
	}

}
