package dev.signet.passkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.key.MasterKey;

import org.springframework.stereotype.Component;

/**
 * Challenges that nobody stores: each says until when it counts, and is sealed for one
 * purpose in one browser. So a visitor who only looks at a page costs no row. That it is
 * answered once is up to {@link PostgresPasskeys} (Web Authentication Level 3 §13.4.3).
 */
@Component
class PasskeyChallenges {

	/** How long a person may take. */
	static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final String ALGORITHM = "HmacSHA256";

	private static final int RANDOM = 16;

	private static final int BODY = Long.BYTES + RANDOM;

	private static final int SEAL = 32;

	private final SecretKeySpec key;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	PasskeyChallenges(MasterKey masterKey, Clock clock) {
		this.key = new SecretKeySpec(masterKey.derive("passkey challenges"), ALGORITHM);
		this.clock = clock;
	}

	/**
	 * Makes a challenge.
	 * @param purpose what its answer is for
	 * @param browser the digest of the browser's key
	 */
	byte[] make(String purpose, byte[] browser) {
		byte[] nonce = new byte[RANDOM];
		this.random.nextBytes(nonce);
		byte[] body = ByteBuffer.allocate(BODY)
			.putLong(this.clock.instant().plus(LIFETIME).getEpochSecond())
			.put(nonce)
			.array();
		return ByteBuffer.allocate(BODY + SEAL).put(body).put(seal(body, purpose, browser)).array();
	}

	/** Whether this is a challenge of ours, for this purpose in this browser, in time. */
	boolean counts(byte[] challenge, String purpose, byte[] browser) {
		if (challenge.length != BODY + SEAL) {
			return false;
		}
		ByteBuffer parts = ByteBuffer.wrap(challenge);
		byte[] body = new byte[BODY];
		byte[] seal = new byte[SEAL];
		parts.get(body).get(seal);
		return MessageDigest.isEqual(seal, seal(body, purpose, browser))
				&& expiresAt(challenge).isAfter(this.clock.instant());
	}

	/** Until when a challenge of ours counts. */
	static Instant expiresAt(byte[] challenge) {
		return Instant.ofEpochSecond(ByteBuffer.wrap(challenge).getLong());
	}

	private byte[] seal(byte[] body, String purpose, byte[] browser) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(body);
			mac.update(browser);
			return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
