package dev.signet.credential;

import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

import dev.signet.credential.CredentialProperties.Argon2;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the PHC string format, which carries the parameters, so that
 * they can be raised at any time.
 * <p>
 * The memory of a hash, 19 MiB by default, is wiped and kept for the next one as long as
 * nothing else needs it. Memory that is new each time fills a small heap with every
 * second hash, and then everybody waits for the collector.
 */
final class Argon2Hasher {

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private final Argon2 settings;

	private final SecureRandom random = new SecureRandom();

	/** The memory of hashes that are done. */
	private final Queue<SoftReference<FixedBlockPool>> memory;

	/**
	 * Makes a hasher.
	 * @param kept the memory of how many hashes is kept, at least 1
	 */
	Argon2Hasher(Argon2 settings, int kept) {
		this.settings = settings;
		this.memory = new ArrayBlockingQueue<>(kept);
	}

	/** Hashes with the current parameters and a new salt. */
	PasswordHash hash(PasswordText password) {
		Argon2Phc form = phc(random(SALT_BYTES), new byte[HASH_BYTES]);
		return new PasswordHash(form.withHash(compute(password, form)).toString());
	}

	/**
	 * Whether the password has this hash, computed with the hash's own parameters. Of
	 * what is no Argon2 hash it has none.
	 */
	boolean matches(PasswordText password, PasswordHash hash) {
		return Argon2Phc.parse(hash.phc())
			.filter((phc) -> MessageDigest.isEqual(phc.hash(), compute(password, phc)))
			.isPresent();
	}

	/** Whether the hash is cheaper to attack than a new one would be. */
	boolean weaker(PasswordHash hash) {
		Optional<Argon2Phc> phc = Argon2Phc.parse(hash.phc());
		return phc.isEmpty() || phc.get().memory() < this.settings.memory()
				|| phc.get().iterations() < this.settings.iterations() || phc.get().hash().length < HASH_BYTES;
	}

	/**
	 * A hash that no password is known to have. It costs nothing to make, and as much to
	 * compare with as a new one.
	 */
	PasswordHash nobodys() {
		return new PasswordHash(phc(random(SALT_BYTES), random(HASH_BYTES)).toString());
	}

	/** As long as the hash that is there. */
	private byte[] compute(PasswordText password, Argon2Phc phc) {
		SoftReference<FixedBlockPool> kept = this.memory.poll();
		FixedBlockPool blocks = (kept == null) ? null : kept.get();
		if (blocks == null) {
			blocks = new FixedBlockPool(
					Argon2BytesGenerator.getBlockCount(this.settings.memory(), this.settings.parallelism()));
		}
		Argon2BytesGenerator generator = new Argon2BytesGenerator();
		generator.init(new Argon2Parameters.Builder(phc.type()).withVersion(phc.version())
			.withMemoryAsKB(phc.memory())
			.withIterations(phc.iterations())
			.withParallelism(phc.parallelism())
			.withSalt(phc.salt())
			.withBlockPool(blocks)
			.build());
		byte[] hash = new byte[phc.hash().length];
		generator.generateBytes(password.bytes(), hash);
		this.memory.offer(new SoftReference<>(blocks));
		return hash;
	}

	private Argon2Phc phc(byte[] salt, byte[] hash) {
		return new Argon2Phc(Argon2Parameters.ARGON2_id, Argon2Parameters.ARGON2_VERSION_13, this.settings.memory(),
				this.settings.iterations(), this.settings.parallelism(), salt, hash);
	}

	private byte[] random(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
