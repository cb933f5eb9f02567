package dev.signet.journey;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app on a telephone (RFC 6238), into which a person typed the key of
 * the page. It shows each code once: when the next one is wanted too early, that of the
 * following half minute, as on a telephone whose clock is a little fast.
 */
final class AuthenticatorApp {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final Duration STEP = Duration.ofSeconds(30);

	private final byte[] key;

	private long lastStep;

	AuthenticatorApp(String typed) {
		String text = typed.replaceAll("\\s", "");
		ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
		long bits = 0;
		int held = 0;
		for (char each : text.toCharArray()) {
			bits = (bits << 5) | ALPHABET.indexOf(each);
			held += 5;
			if (held >= 8) {
				held -= 8;
				bytes.put((byte) (bits >> held));
			}
		}
		this.key = bytes.array();
	}

	/** A code that was not shown before. */
	String code() {
		this.lastStep = Math.max(Instant.now().getEpochSecond() / STEP.toSeconds(), this.lastStep + 1);
		byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(this.lastStep).array());
		int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
		return String.format("%06d", number % 1_000_000);
	}

	private byte[] hmac(byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.key, "HmacSHA1"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
