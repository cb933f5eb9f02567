package dev.signet.signin.recent;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of forms that wait for their person to sign in again. */
@Component
class PostgresKeptForms {

	/** More are never open at once; the oldest ones make room. */
	private static final int MOST_PER_ACCOUNT = 5;

	private final JdbcClient jdbc;

	PostgresKeptForms(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Keeps nothing for an account that is gone. */
	void insert(UUID id, AccountId accountId, byte[] browser, String page, byte[] words, Instant expiresAt) {
		this.jdbc.sql("""
				with crowded as (
				  delete from kept_forms where id in (
				    select id from kept_forms where account_id = :account
				    order by expires_at desc, id offset :others))
				insert into kept_forms (id, account_id, browser_digest, page, words, expires_at)
				select :id, id, :browser, :page, :words, :expires from accounts where id = :account for key share""")
			.param("others", MOST_PER_ACCOUNT - 1)
			.param("id", id)
			.param("account", accountId.value())
			.param("browser", browser)
			.param("page", page)
			.param("words", words)
			.param("expires", Columns.moment(expiresAt))
			.update();
	}

	/** What was kept for this page, this person and this browser, if it is in time. */
	Optional<byte[]> find(UUID id, AccountId accountId, byte[] browser, String page, Instant now) {
		return this.jdbc.sql("""
				select words from kept_forms
				where id = :id and account_id = :account and browser_digest = :browser and page = :page
				  and expires_at > :now""")
			.param("id", id)
			.param("account", accountId.value())
			.param("browser", browser)
			.param("page", page)
			.param("now", Columns.moment(now))
			.query((row, number) -> row.getBytes("words"))
			.optional();
	}

	/** Deletes at most a batch of what nobody came back to. */
	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from kept_forms where id in (
				  select id from kept_forms where expires_at <= :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

}
