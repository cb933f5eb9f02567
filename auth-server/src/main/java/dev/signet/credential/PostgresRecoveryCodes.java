package dev.signet.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of recovery codes. */
@Component
class PostgresRecoveryCodes {

	private final JdbcClient jdbc;

	PostgresRecoveryCodes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void replace(AccountId accountId, List<byte[]> digests, Instant now) {
		this.jdbc.sql("delete from recovery_codes where account_id = :account")
			.param("account", accountId.value())
			.update();
		if (!digests.isEmpty()) {
			this.jdbc.sql("""
					insert into recovery_codes (account_id, digest, made_at)
					select :account, digest, :now from unnest(cast(:digests as bytea[])) digest""")
				.param("account", accountId.value())
				.param("digests", digests.toArray(byte[][]::new))
				.param("now", Columns.moment(now))
				.update();
		}
	}

	int count(AccountId accountId) {
		return this.jdbc.sql("select count(*) from recovery_codes where account_id = :account")
			.param("account", accountId.value())
			.query(Integer.class)
			.single();
	}

	/** Whether an account has one of these left. */
	boolean containAny(AccountId accountId, List<byte[]> digests) {
		return this.jdbc
			.sql("select exists (select from recovery_codes where account_id = :account "
					+ "and digest = any(cast(:digests as bytea[])))")
			.param("account", accountId.value())
			.param("digests", digests.toArray(byte[][]::new))
			.query(Boolean.class)
			.single();
	}

	Optional<Instant> madeAt(AccountId accountId) {
		return this.jdbc.sql("select made_at from recovery_codes where account_id = :account limit 1")
			.param("account", accountId.value())
			.query((row, number) -> Columns.instant(row, "made_at"))
			.optional();
	}

	boolean delete(AccountId accountId, byte[] digest) {
		return this.jdbc.sql("delete from recovery_codes where account_id = :account and digest = :digest")
			.param("account", accountId.value())
			.param("digest", digest)
			.update() == 1;
	}

	void deleteMadeAfter(AccountId accountId, Instant moment) {
		this.jdbc.sql("delete from recovery_codes where account_id = :account and made_at > :moment")
			.param("account", accountId.value())
			.param("moment", Columns.moment(moment))
			.update();
	}

}
