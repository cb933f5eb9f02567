package dev.signet.grant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.key.MasterKey;

import org.springframework.stereotype.Component;

/**
 * Makes and reads the codes that people carry from a device to a browser (RFC 8628 §6.1):
 * 8 of 20 consonants, 34.5 bits. There are no vowels, so that no words come out, and no
 * digits, so that nothing looks like something else. A code this short would be found by
 * trial from a bare hash; the database keeps it under a key.
 */
@Component
class UserCodes {

	private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

	private static final int LENGTH = 8;

	private static final Pattern CODE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

	/** What people type between the letters: dashes of all kinds, blanks, dots. */
	private static final Pattern BETWEEN = Pattern.compile("[\\p{Pd}\\s\\p{Z}._]");

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key;

	UserCodes(MasterKey masterKey) {
		this.key = new SecretKeySpec(masterKey.derive("device-user-codes"), "HmacSHA256");
	}

	/** A new code, in letters only. */
	String random() {
		StringBuilder code = new StringBuilder(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			code.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return code.toString();
	}

	/** A code as people see it: {@code XXXX-XXXX}. */
	static String shown(String code) {
		return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
	}

	/**
	 * Reads what somebody typed; case, dashes and blanks do not matter.
	 * @return the code in letters only, empty when it cannot be one
	 */
	static Optional<String> parse(String typed) {
		String letters = BETWEEN.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
		return CODE.matcher(letters).matches() ? Optional.of(letters) : Optional.empty();
	}

	byte[] digest(String code) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			return mac.doFinal(code.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
