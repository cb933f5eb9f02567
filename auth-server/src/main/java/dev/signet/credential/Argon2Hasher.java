package dev.signet.credential;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

import dev.signet.credential.CredentialProperties.Argon2;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106) in the PHC string format, which carries the parameters, so that
 * they can be raised at any time. The memory of a hash is let go when it is done.
 */
final class Argon2Hasher {

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private final Argon2 settings;

	private final Argon2PasswordEncoder encoder;

	Argon2Hasher(Argon2 settings) {
		this.settings = settings;
		this.encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, settings.parallelism(), settings.memory(),
				settings.iterations());
	}

	/** Hashes with the current parameters and a new salt. */
	PasswordHash hash(PasswordText password) {
		return new PasswordHash(this.encoder.encode(text(password)));
	}

	/** Whether the password has this hash, computed with the hash's own parameters. */
	boolean matches(PasswordText password, PasswordHash hash) {
		return this.encoder.matches(text(password), hash.phc());
	}

	/** Whether the hash is cheaper to attack than a new one would be. */
	boolean weaker(PasswordHash hash) {
		return this.encoder.upgradeEncoding(hash.phc()) || hashLength(hash) < HASH_BYTES;
	}

	/**
	 * A hash that no password is known to have. It costs nothing to make, and as much to
	 * compare with as a new one.
	 */
	PasswordHash nobodys() {
		return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s".formatted(this.settings.memory(),
				this.settings.iterations(), this.settings.parallelism(), random(SALT_BYTES), random(HASH_BYTES)));
	}

	/** As stored passwords were read: half a character counts as a question mark. */
	private static String text(PasswordText password) {
		return new String(password.bytes(), StandardCharsets.UTF_8);
	}

	private static int hashLength(PasswordHash hash) {
		String phc = hash.phc();
		return Base64.getDecoder().decode(phc.substring(phc.lastIndexOf('$') + 1)).length;
	}

	private static String random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return Base64.getEncoder().withoutPadding().encodeToString(bytes);
	}

}
