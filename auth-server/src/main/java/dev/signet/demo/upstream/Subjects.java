package dev.signet.demo.upstream;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

import dev.signet.secret.Sha256;

/**
 * Names people as each of the real ones does. Computed, so that they are the same after a
 * restart, and different from one stand-in to the next.
 */
final class Subjects {

	/** The tenant of all personal accounts at Microsoft. */
	static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

	private static final int RELAY_LENGTH = 5;

	private Subjects() {
	}

	/**
	 * What identifies a person.
	 * @param changed whether to tell of somebody else
	 */
	static String of(StandIn standIn, Person person, boolean changed) {
		byte[] digest = digest(standIn, person, changed ? "somebody else" : "");
		return switch (standIn) {
			case GOOGLE -> "1" + number(digest, 20);
			case GITHUB -> Long.toString(1_000_000 + Long.parseLong(number(digest, 8)));
			case FACEBOOK -> "1" + number(digest, 16);
			case MICROSOFT -> Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
			case APPLE -> "00" + number(digest, 4) + "." + HexFormat.of().formatHex(digest, 0, 16) + ".0"
					+ number(Arrays.copyOf(digest, 8), 3);
		};
	}

	/** Microsoft: the person in all apps ({@code oid}). */
	static String objectId(Person person, boolean changed) {
		return UUID.nameUUIDFromBytes(digest(StandIn.MICROSOFT, person, changed ? "other object" : "object"))
			.toString();
	}

	/** Microsoft: the organisation ({@code tid}). */
	static String tenant(Person person) {
		return (person.domain() != null) ? UUID.nameUUIDFromBytes(Sha256.of(person.domain())).toString() : CONSUMERS;
	}

	/** GitHub: the name by which people are known. */
	static String login(Person person) {
		String plain = person.key()
			.replaceAll("@.*", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return plain.isEmpty() ? "somebody" : plain;
	}

	/** Apple: an address that hides the real one, a different one for each person. */
	static String relay(Person person) {
		return HexFormat.of().formatHex(digest(StandIn.APPLE, person, "relay"), 0, RELAY_LENGTH)
				+ "@privaterelay.appleid.com";
	}

	private static byte[] digest(StandIn standIn, Person person, String what) {
		return Sha256.of(standIn + "\n" + person.key() + "\n" + what);
	}

	private static String number(byte[] digest, int digits) {
		BigInteger number = new BigInteger(1, digest).mod(BigInteger.TEN.pow(digits));
		return String.format(Locale.ROOT, "%0" + digits + "d", number);
	}

}
