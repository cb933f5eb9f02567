package dev.signet.key;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Secrets that must stay what they are when the master key is changed, because what was
 * made with them is known outside: each is made once and stored, encrypted under the
 * master key. The first value is what the master key of that time derives.
 */
public final class KeptSecrets {

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
		SealedValue first = new SealedValue("kept_secrets", purpose, new byte[0]);
		this.jdbc.sql("insert into kept_secrets (name, sealed) values (:name, :sealed) on conflict do nothing")
			.param("name", purpose)
			.param("sealed", this.masterKey.encrypt(this.masterKey.derive(purpose), first.context()))
			.update();
		byte[] sealed = this.jdbc.sql("select sealed from kept_secrets where name = :name")
			.param("name", purpose)
			.query((row, number) -> row.getBytes("sealed"))
			.single();
		return this.masterKey.decrypt(sealed, first.context());
	}

}
