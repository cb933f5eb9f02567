package dev.signet.credential;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

/**
 * Argon2id (RFC 9106) in the PHC string format, which carries the parameters, so that
 * they can be raised at any time.
 */
final class Argon2Hasher {

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final Argon2Function function;

	Argon2Hasher(CredentialProperties.Argon2 settings) {
		this.function = Argon2Function.getInstance(settings.memory(), settings.iterations(), settings.parallelism(),
				HASH_BYTES, Argon2.ID);
	}

	/** Hashes with the current parameters and a new salt. */
	PasswordHash hash(PasswordText password) {
		// With a salt of our own the library does not look for its properties file
		byte[] salt = new byte[SALT_BYTES];
		this.random.nextBytes(salt);
		return new PasswordHash(this.function.hash(password.bytes(), salt).getResult());
	}

	/** Whether the password has this hash, computed with the hash's own parameters. */
	boolean matches(PasswordText password, PasswordHash hash) {
		return Argon2Function.getInstanceFromHash(hash.phc())
			.check(password.bytes(), hash.phc().getBytes(StandardCharsets.US_ASCII));
	}

	/** Whether the hash is cheaper to attack than a new one would be. */
	boolean weaker(PasswordHash hash) {
		Argon2Function used = Argon2Function.getInstanceFromHash(hash.phc());
		return used.getMemory() < this.function.getMemory() || used.getIterations() < this.function.getIterations()
				|| used.getOutputLength() < this.function.getOutputLength();
	}

}
