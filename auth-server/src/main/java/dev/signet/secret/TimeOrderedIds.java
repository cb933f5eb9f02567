package dev.signet.secret;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes identifiers that begin with the moment (UUID version 7, RFC 9562 §5.7), for rows
 * of which many are written: what is written together lies together in each index, so
 * that the database changes few pages of it. The other 74 bits are random. Such an
 * identifier is no secret, and whoever sees it sees when it was made.
 */
public final class TimeOrderedIds {

	private static final int RANDOM_A_BITS = 12;

	private static final long VERSION_7 = 0x7000;

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	private final SecureRandom random = new SecureRandom();

	/** A new identifier; it tells the moment in milliseconds. */
	public UUID next(Instant now) {
		long randomA = this.random.nextInt(1 << RANDOM_A_BITS);
		long randomB = this.random.nextLong() >>> 2;
		return new UUID(now.toEpochMilli() << 16 | VERSION_7 | randomA, VARIANT | randomB);
	}

}
