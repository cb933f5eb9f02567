package dev.signet.credential;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) as every authenticator app knows them: HMAC
 * with SHA-1, steps of 30 seconds, 6 digits.
 */
final class TimeBasedCode {

	private static final int STEP_SECONDS = 30;

	private static final int DIGITS = 6;

	private static final int MODULUS = 1_000_000;

	/** Clocks of telephones, and the time it takes to type (RFC 6238 §5.2). */
	private static final int STEPS_OF_DRIFT = 1;

	private TimeBasedCode() {
	}

	/** The code as typed, without blanks; empty when it can be none. */
	static Optional<String> read(String typed) {
		String code = typed.replaceAll("[\\s-]", "");
		return code.matches("[0-9]{" + DIGITS + "}") ? Optional.of(code) : Optional.empty();
	}

	static long stepAt(Instant now) {
		return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
	}

	/** The step near a moment that has this code, and comes after one that was used. */
	static OptionalLong stepOf(String code, byte[] secret, Instant now, long lastStep) {
		long present = stepAt(now);
		return LongStream.rangeClosed(present - STEPS_OF_DRIFT, present + STEPS_OF_DRIFT)
			.filter((step) -> step > lastStep && at(secret, step).equals(code))
			.findFirst();
	}

	/** The code of a step (RFC 4226 §5.3). */
	static String at(byte[] secret, long step) {
		byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
		int offset = hash[hash.length - 1] & 0xf;
		int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
		return String.format("%0" + DIGITS + "d", number % MODULUS);
	}

	private static byte[] hmac(byte[] secret, byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(secret, "HmacSHA1"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA1", ex);
		}
	}

}
