package dev.signet.passkey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.EnabledAccounts;
import dev.signet.database.Columns;
import dev.signet.secret.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of passkeys, and of the challenges that were answered. */
@Component
class PostgresPasskeys {

	private static final String STORED = "select p.id, p.account_id, p.credential_id, p.public_key, p.model, "
			+ "p.sign_count, p.backup_eligible, p.transports, h.handle "
			+ "from passkeys p join passkey_handles h on h.account_id = p.account_id ";

	private final JdbcClient jdbc;

	PostgresPasskeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The random name of an account, made when there is none yet. */
	byte[] handle(AccountId accountId, byte[] proposed) {
		this.jdbc
			.sql("insert into passkey_handles (account_id, handle) values (:account, :handle) on conflict do nothing")
			.param("account", accountId.value())
			.param("handle", proposed)
			.update();
		return this.jdbc.sql("select handle from passkey_handles where account_id = :account")
			.param("account", accountId.value())
			.query((row, number) -> row.getBytes("handle"))
			.single();
	}

	/**
	 * Lets one after the other add a passkey of an account, until the transaction ends.
	 */
	void lock(AccountId accountId) {
		this.jdbc.sql("select 1 from passkey_handles where account_id = :account for update")
			.param("account", accountId.value())
			.query(Integer.class)
			.optional();
	}

	boolean existFor(AccountId accountId) {
		return this.jdbc.sql("select exists (select from passkeys where account_id = :account)")
			.param("account", accountId.value())
			.query(Boolean.class)
			.single();
	}

	/** The passkeys of an account as pages show them, the oldest first. */
	List<Passkey> of(AccountId accountId) {
		return this.jdbc.sql("""
				select id, name, added_at, last_used_at, backed_up from passkeys where account_id = :account
				order by added_at, id""").param("account", accountId.value()).query((row, number) -> show(row)).list();
	}

	/** The same, as their answers are checked. */
	List<StoredPasskey> stored(AccountId accountId) {
		return this.jdbc.sql(STORED + "where p.account_id = :account order by p.added_at, p.id")
			.param("account", accountId.value())
			.query((row, number) -> read(row))
			.list();
	}

	/** The passkey that browsers know by this id, also of an account that is off. */
	Optional<StoredPasskey> find(byte[] credentialId) {
		return this.jdbc.sql(STORED + "where p.credential_id = :credential")
			.param("credential", credentialId)
			.query((row, number) -> read(row))
			.optional();
	}

	/** False when somebody has it already. */
	boolean insert(UUID id, AccountId accountId, NewPasskey passkey, String name, Instant now) {
		return this.jdbc
			.sql("""
					insert into passkeys (id, account_id, credential_id, public_key, model, transports, backup_eligible,
						backed_up, sign_count, name, added_at)
					values (:id, :account, :credential, :key, :model, :transports, :eligible, :backedUp, :count, :name, :now)
					on conflict (credential_id) do nothing""")
			.param("id", id)
			.param("account", accountId.value())
			.param("credential", passkey.credentialId())
			.param("key", passkey.publicKey())
			.param("model", passkey.model())
			.param("transports", passkey.transports().toArray(String[]::new))
			.param("eligible", passkey.backupEligible())
			.param("backedUp", passkey.backedUp())
			.param("count", passkey.signCount())
			.param("name", name)
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/** Notes that a challenge is answered; of many answers to it one is the first. */
	boolean answer(byte[] challenge) {
		return this.jdbc
			.sql("insert into passkey_answers (digest, expires_at) values (:digest, :expires) on conflict do nothing")
			.param("digest", Sha256.of(challenge))
			.param("expires", Columns.moment(PasskeyChallenges.expiresAt(challenge)))
			.update() == 1;
	}

	/**
	 * The same, and that a passkey was used. Empty when the challenge was answered
	 * before, the counter went on meanwhile, the passkey is gone, or its account admits
	 * nobody.
	 * @return whose account it opens, as that is in the same statement
	 */
	Optional<AccountGeneration> use(PasskeyAnswer answer, Instant now) {
		return this.jdbc.sql("""
				with first as (
				  insert into passkey_answers (digest, expires_at) values (:digest, :expires)
				  on conflict do nothing returning digest)
				update passkeys p set sign_count = :count, backed_up = :backedUp, last_used_at = :now
				from accounts a
				where p.id = :id and a.id = p.account_id and %s
				  and (p.sign_count < :count or (p.sign_count = 0 and :count = 0)) and exists (select from first)
				returning a.id as account_id, a.generation""".formatted(EnabledAccounts.admitting(":now")))
			.param("digest", Sha256.of(answer.challenge()))
			.param("expires", Columns.moment(PasskeyChallenges.expiresAt(answer.challenge())))
			.param("count", answer.signCount())
			.param("backedUp", answer.backedUp())
			.param("now", Columns.moment(now))
			.param("id", answer.passkey().id())
			.query((row, number) -> new AccountGeneration(new AccountId(row.getObject("account_id", UUID.class)),
					row.getInt("generation")))
			.optional();
	}

	boolean rename(AccountId accountId, UUID id, String name) {
		return this.jdbc.sql("update passkeys set name = :name where account_id = :account and id = :id")
			.param("account", accountId.value())
			.param("id", id)
			.param("name", name)
			.update() == 1;
	}

	/** The name of the one that is gone now, empty when there was none. */
	Optional<String> delete(AccountId accountId, UUID id) {
		return this.jdbc.sql("delete from passkeys where account_id = :account and id = :id returning name")
			.param("account", accountId.value())
			.param("id", id)
			.query(String.class)
			.optional();
	}

	/** The names of those that are gone now, by their ids. */
	Map<UUID, String> deleteAddedAfter(AccountId accountId, Instant moment) {
		return this.jdbc
			.sql("delete from passkeys where account_id = :account and added_at > :moment returning id, name")
			.param("account", accountId.value())
			.param("moment", Columns.moment(moment))
			.query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** Forgets challenges that nobody could answer any more. */
	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from passkey_answers where digest in (
				  select digest from passkey_answers where expires_at <= :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	private static Passkey show(ResultSet row) throws SQLException {
		return new Passkey(row.getObject("id", UUID.class), row.getString("name"), Columns.instant(row, "added_at"),
				Columns.instantOrNull(row, "last_used_at"), row.getBoolean("backed_up"));
	}

	private static StoredPasskey read(ResultSet row) throws SQLException {
		return new StoredPasskey(row.getObject("id", UUID.class),
				new AccountId(row.getObject("account_id", UUID.class)), row.getBytes("handle"),
				row.getBytes("credential_id"), row.getBytes("public_key"), row.getObject("model", UUID.class),
				row.getLong("sign_count"), row.getBoolean("backup_eligible"), Columns.list(row, "transports"));
	}

}
