package dev.signet.credential;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;

/**
 * A password as it is compared: in one normal form (NFKC, NIST SP 800-63B §3.1.1.2), so
 * that an accent typed on another keyboard is the same accent, and never shortened.
 *
 * @param value the normalised password
 */
record PasswordText(String value) {

	static final int MAX_CHARACTERS = 128;

	static final int MAX_BYTES = 512;

	PasswordText {
		value = Normalizer.normalize(value, Form.NFKC);
	}

	/**
	 * Reads a password that could be stored.
	 * @return the password, or empty when it is too long or has a NUL
	 */
	static Optional<PasswordText> storable(String password) {
		// Before normalising, which costs time on long texts and hardly shortens them
		if (password.length() > 4 * MAX_BYTES) {
			return Optional.empty();
		}
		return Optional.of(new PasswordText(password))
			.filter((text) -> !text.tooLong() && text.value().indexOf('\0') < 0);
	}

	/** The number of Unicode characters, however many units each takes. */
	int characters() {
		return this.value.codePointCount(0, this.value.length());
	}

	boolean tooLong() {
		return characters() > MAX_CHARACTERS || bytes().length > MAX_BYTES;
	}

	byte[] bytes() {
		return this.value.getBytes(StandardCharsets.UTF_8);
	}

	/** Never the password. */
	@Override
	public String toString() {
		return "PasswordText";
	}

}
