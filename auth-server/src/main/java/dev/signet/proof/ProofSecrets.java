package dev.signet.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.account.AccountId;
import dev.signet.key.MasterKey;
import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;

import org.springframework.stereotype.Component;

/**
 * Makes the secrets of proofs: tokens of 256 bits behind a prefix by which leak scanners
 * find them, and codes of eight digits. A token is kept as its SHA-256 digest. A code
 * would be found by trial from a bare hash; it is kept under a key.
 */
@Component
class ProofSecrets {

	private static final String PREFIX = "sgn_ml_";

	private static final Pattern TOKEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

	private static final int CODE_DIGITS = 8;

	private static final int CODES = 100_000_000;

	private static final Pattern CODE = Pattern.compile("[0-9]{" + CODE_DIGITS + "}");

	/** What people type between the digits, or copy with them. */
	private static final Pattern BETWEEN = Pattern.compile("[\\p{Pd}\\s\\p{Z}._]");

	private static final int LONGEST_TYPED = 100;

	private final SecureRandom random = new SecureRandom();

	private final RandomText tokens = new RandomText();

	private final SecretKeySpec key;

	ProofSecrets(MasterKey masterKey) {
		this.key = new SecretKeySpec(masterKey.derive("mailed-codes"), "HmacSHA256");
	}

	String newToken() {
		return this.tokens.secret(PREFIX);
	}

	String newCode() {
		return String.format(Locale.ROOT, "%08d", this.random.nextInt(CODES));
	}

	/** A code as people see it: {@code 1234-5678}. */
	static String shown(String code) {
		return code.substring(0, CODE_DIGITS / 2) + "-" + code.substring(CODE_DIGITS / 2);
	}

	/** The digits of a typed code, empty when it cannot be one. */
	static Optional<String> parseCode(String typed) {
		if (typed.length() > LONGEST_TYPED) {
			return Optional.empty();
		}
		return Optional.of(BETWEEN.matcher(typed).replaceAll("")).filter((code) -> CODE.matcher(code).matches());
	}

	/** The digest of a token, empty when it cannot be one. */
	static Optional<byte[]> digest(String token) {
		if (!TOKEN.matcher(token).matches()) {
			return Optional.empty();
		}
		return Optional.of(Sha256.of(token));
	}

	/** The same digits of another account or for another purpose are another code. */
	byte[] codeDigest(Purpose purpose, AccountId accountId, String code) {
		return codeDigest(purpose + " " + accountId, code);
	}

	byte[] codeDigest(String what, String code) {
		try {
			Mac mac = Mac.getInstance(this.key.getAlgorithm());
			mac.init(this.key);
			return mac.doFinal((what + " " + code).getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + this.key.getAlgorithm(), ex);
		}
	}

}
