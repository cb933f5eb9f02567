package dev.signet.key;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Secrets that must stay what they are when the master key is changed, because what was
 * made with them is known outside: each is made once and stored, encrypted under the
 * master key. The first value is what the master key of that time derives.
 */
public final class KeptSecrets {

	/** What names at clients with pairwise subjects are made with. */
	public static final String PAIRWISE_SUBJECTS = "pairwise subjects";

	/** What the digests of recovery codes are made with. */
	public static final String RECOVERY_CODES = "recovery codes";

	private final JdbcClient jdbc;

	private final MasterKey masterKey;

	KeptSecrets(JdbcClient jdbc, MasterKey masterKey) {
		this.jdbc = jdbc;
		this.masterKey = masterKey;
	}

	/**
	 * The secret of one purpose, the same on all nodes.
	 * @param purpose a name used nowhere else
	 * @return 32 bytes
	 * @throws MasterKeyUnusable when it was encrypted under another master key
	 */
	public byte[] of(String purpose) {
		keep(purpose);
		byte[] sealed = this.jdbc.sql("select sealed from kept_secrets where name = :name")
			.param("name", purpose)
			.query((row, number) -> row.getBytes("sealed"))
			.single();
		return this.masterKey.decrypt(sealed, context(purpose));
	}

	/**
	 * Stores the secrets that were only derived so far, by programs before this one: once
	 * the master key is another, they would be others, too.
	 */
	void keepAll() {
		List.of(PAIRWISE_SUBJECTS, RECOVERY_CODES).forEach(this::keep);
	}

	private void keep(String purpose) {
		this.jdbc.sql("insert into kept_secrets (name, sealed) values (:name, :sealed) on conflict do nothing")
			.param("name", purpose)
			.param("sealed", this.masterKey.encrypt(this.masterKey.derive(purpose), context(purpose)))
			.update();
	}

	private static String context(String purpose) {
		return new SealedValue("kept_secrets", purpose, new byte[0]).context();
	}

}
