package dev.signet.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of proofs. A row is a proof that was not used; using it deletes the row, and
 * the row count tells who won a race.
 */
@Component
class PostgresMailedProofs {

	private final JdbcClient jdbc;

	PostgresMailedProofs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Where only the newest counts, the row of the older one becomes the newer's. */
	void insert(Purpose purpose, MailedProof proof, byte[] digest, byte @Nullable [] codeDigest,
			@Nullable UUID sessionId, Instant expiresAt) {
		this.jdbc.sql("""
				insert into mailed_proofs (digest, purpose, account_id, newest_only, address, code_digest, session_id,
				  made_at, expires_at)
				values (:digest, :purpose, :account, :newestOnly, :address, :code, :session, :madeAt, :expiresAt)
				on conflict (account_id, purpose) where newest_only do update set
				  digest = excluded.digest, address = excluded.address, code_digest = excluded.code_digest,
				  session_id = excluded.session_id, tries = 0, made_at = excluded.made_at,
				  expires_at = excluded.expires_at""")
			.param("digest", digest)
			.param("purpose", purpose.name())
			.param("account", proof.accountId().value())
			.param("newestOnly", purpose.newestOnly())
			.param("address", proof.address().value())
			.param("code", codeDigest, Types.BINARY)
			.param("session", sessionId, Types.OTHER)
			.param("madeAt", Columns.moment(proof.madeAt()))
			.param("expiresAt", Columns.moment(expiresAt))
			.update();
	}

	Optional<MailedProof> find(Purpose purpose, byte[] digest, Instant now) {
		return this.jdbc.sql("""
				select account_id, address, made_at from mailed_proofs
				where digest = :digest and purpose = :purpose and expires_at > :now""")
			.param("digest", digest)
			.param("purpose", purpose.name())
			.param("now", Columns.moment(now))
			.query(PostgresMailedProofs::proof)
			.optional();
	}

	/** Uses a proof up. Of several callers one gets it; the others wait for that. */
	Optional<MailedProof> delete(Purpose purpose, byte[] digest, Instant now) {
		return this.jdbc.sql("""
				delete from mailed_proofs where digest = :digest and purpose = :purpose and expires_at > :now
				returning account_id, address, made_at""")
			.param("digest", digest)
			.param("purpose", purpose.name())
			.param("now", Columns.moment(now))
			.query(PostgresMailedProofs::proof)
			.optional();
	}

	/**
	 * Counts a try, and keeps others from the row until the transaction ends.
	 * @return whether there was one left
	 */
	boolean tryCode(Purpose purpose, AccountId accountId, UUID sessionId, int most, Instant now) {
		return this.jdbc.sql("""
				update mailed_proofs set tries = tries + 1
				where account_id = :account and purpose = :purpose and session_id = :session and tries < :most
				  and expires_at > :now""")
			.param("account", accountId.value())
			.param("purpose", purpose.name())
			.param("session", sessionId)
			.param("most", most)
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/** Uses a proof up whose try was counted in this transaction. */
	Optional<MailedProof> deleteByCode(Purpose purpose, AccountId accountId, byte[] codeDigest) {
		return this.jdbc.sql("""
				delete from mailed_proofs where account_id = :account and purpose = :purpose and code_digest = :code
				returning account_id, address, made_at""")
			.param("account", accountId.value())
			.param("purpose", purpose.name())
			.param("code", codeDigest)
			.query(PostgresMailedProofs::proof)
			.optional();
	}

	Optional<MailedProof> awaited(Purpose purpose, AccountId accountId, UUID sessionId, int most, Instant now) {
		return this.jdbc.sql("""
				select account_id, address, made_at from mailed_proofs
				where account_id = :account and purpose = :purpose and session_id = :session and tries < :most
				  and expires_at > :now""")
			.param("account", accountId.value())
			.param("purpose", purpose.name())
			.param("session", sessionId)
			.param("most", most)
			.param("now", Columns.moment(now))
			.query(PostgresMailedProofs::proof)
			.optional();
	}

	void deleteSince(AccountId accountId, Purpose purpose, Instant moment) {
		this.jdbc
			.sql("delete from mailed_proofs where account_id = :account and purpose = :purpose and made_at >= :moment")
			.param("account", accountId.value())
			.param("purpose", purpose.name())
			.param("moment", Columns.moment(moment))
			.update();
	}

	/** Those that were not used yet, the newest first. */
	List<Unused> unused(AccountId accountId, Instant now) {
		return this.jdbc.sql("""
				select purpose, address, made_at, expires_at from mailed_proofs
				where account_id = :account and expires_at > :now order by made_at desc, purpose""")
			.param("account", accountId.value())
			.param("now", Columns.moment(now))
			.query((row, number) -> new Unused(row.getString("purpose"), row.getString("address"),
					Columns.instant(row, "made_at"), Columns.instant(row, "expires_at")))
			.list();
	}

	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from mailed_proofs where digest in (
				  select digest from mailed_proofs where expires_at <= :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	private static MailedProof proof(ResultSet row, int number) throws SQLException {
		return new MailedProof(new AccountId(row.getObject("account_id", UUID.class)),
				new EmailAddress(row.getString("address")), Columns.instant(row, "made_at"));
	}

	/**
	 * A proof that waits for its use, without what uses it.
	 *
	 * @param purpose the name of what it is good for, which a newer version may have
	 * stored
	 * @param address where it went
	 * @param mailedAt when it was made
	 * @param goodUntil when it ends
	 */
	record Unused(String purpose, String address, Instant mailedAt, Instant goodUntil) {
	}

}
