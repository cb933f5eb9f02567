package dev.signet.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.key.MasterKey;
import dev.signet.mail.MailStatus.State;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code mails}. What a mail says is encrypted under the master key.
 */
@Component
class PostgresMails {

	private static final String STATUS = "id, account_id, template, state, tries, created_at, next_try_at, last_try_at, "
			+ "last_error, finished_at";

	private final JdbcClient jdbc;

	private final MasterKey masterKey;

	PostgresMails(JdbcClient jdbc, MasterKey masterKey) {
		this.jdbc = jdbc;
		this.masterKey = masterKey;
	}

	void add(UUID id, Mail mail, Instant now) {
		this.jdbc.sql("""
				insert into mails (id, account_id, template, content, created_at, useless_after, state, next_try_at)
				values (:id, :account, :template, :content, :now, :useless, 'WAITING', :now)
				""")
			.param("id", id)
			.param("account", (mail.recipient().accountId() == null) ? null : mail.recipient().accountId().value())
			.param("template", mail.words())
			.param("content", this.masterKey.encrypt(MailContent.of(mail).write(), context(id)))
			.param("now", Columns.moment(now))
			.param("useless", (mail.goodFor() == null) ? null : Columns.moment(now.plus(mail.goodFor())))
			.update();
	}

	/**
	 * What a mail says.
	 * @throws RuntimeException when it was written under another master key, or changed
	 */
	MailContent open(WaitingMail mail) {
		return MailContent.read(this.masterKey.decrypt(mail.content(), context(mail.id())));
	}

	/**
	 * Begins the next try of the mail that is due longest. It is nobody else's until
	 * then; others pass over it meanwhile.
	 */
	Optional<WaitingMail> claim(Instant now, Instant until) {
		return this.jdbc.sql("""
				update mails set tries = tries + 1, last_try_at = :now, next_try_at = :until
				where id = (
				  select id from mails where state = 'WAITING' and next_try_at <= :now
				  order by next_try_at limit 1 for update skip locked)
				returning id, template, content, created_at, useless_after, tries
				""")
			.param("now", Columns.moment(now))
			.param("until", Columns.moment(until))
			.query((row, number) -> new WaitingMail(row.getObject("id", UUID.class), row.getString("template"),
					row.getBytes("content"), Columns.instant(row, "created_at"),
					Columns.instantOrNull(row, "useless_after"), row.getInt("tries")))
			.optional();
	}

	/**
	 * It is out of our hands, and nothing of what it said stays. Holds also when the
	 * claim has run out.
	 */
	void sent(WaitingMail mail, Instant now) {
		this.jdbc.sql("""
				update mails set state = 'SENT', content = null, last_error = null, finished_at = :now
				where id = :id and state = 'WAITING'
				""").param("id", mail.id()).param("now", Columns.moment(now)).update();
	}

	void expired(WaitingMail mail, Instant now) {
		this.jdbc.sql("""
				update mails set state = 'EXPIRED', content = null, finished_at = :now
				where id = :id and state = 'WAITING'
				""").param("id", mail.id()).param("now", Columns.moment(now)).update();
	}

	/** Keeps a mail for another try, unless the claim ran out. */
	void postpone(WaitingMail mail, String error, Instant nextTryAt) {
		this.jdbc.sql("""
				update mails set last_error = :error, next_try_at = :next
				where id = :id and state = 'WAITING' and tries = :tries
				""")
			.param("id", mail.id())
			.param("error", error)
			.param("next", Columns.moment(nextTryAt))
			.param("tries", mail.tries())
			.update();
	}

	/** Gives a mail up, unless the claim ran out. */
	void park(WaitingMail mail, String error, Instant now) {
		this.jdbc.sql("""
				update mails set state = 'PARKED', last_error = :error, finished_at = :now
				where id = :id and state = 'WAITING' and tries = :tries
				""")
			.param("id", mail.id())
			.param("error", error)
			.param("now", Columns.moment(now))
			.param("tries", mail.tries())
			.update();
	}

	/**
	 * Lets a mail that was given up begin again.
	 * @return whether it had been given up, and this call is the one that let it
	 */
	boolean retry(UUID id, Instant now) {
		return this.jdbc.sql("""
				update mails set state = 'WAITING', tries = 0, next_try_at = :now, finished_at = null
				where id = :id and state = 'PARKED'
				""").param("id", id).param("now", Columns.moment(now)).update() == 1;
	}

	Optional<MailStatus> find(UUID id) {
		return this.jdbc.sql("select " + STATUS + " from mails where id = :id")
			.param("id", id)
			.query((row, number) -> status(row))
			.optional();
	}

	/**
	 * The newest first.
	 * @param state only these, or null for all
	 * @param accountId only those of this account, or null for all
	 * @param before only those older than this one, or null
	 */
	List<MailStatus> list(@Nullable State state, @Nullable UUID accountId, @Nullable UUID before, int limit) {
		return this.jdbc
			.sql("select " + STATUS + " from mails where true" + ((state == null) ? "" : " and state = :state")
					+ ((accountId == null) ? "" : " and account_id = :account")
					+ ((before == null) ? ""
							: " and (created_at, id) < (select created_at, id from mails where id = :before)")
					+ " order by created_at desc, id desc limit :limit")
			.param("state", (state == null) ? null : state.name())
			.param("account", accountId)
			.param("before", before)
			.param("limit", limit)
			.query((row, number) -> status(row))
			.list();
	}

	MailCounts counts() {
		return this.jdbc.sql("""
				select (select count(*) from mails where state = 'WAITING') as waiting,
				  (select count(*) from mails where state = 'PARKED') as parked
				""").query((row, number) -> new MailCounts(row.getLong("waiting"), row.getLong("parked"))).single();
	}

	/** Wipes a batch of mails that nobody can use any more. */
	int expire(Instant now, int batch) {
		return this.jdbc.sql("""
				update mails set state = 'EXPIRED', content = null, finished_at = :now where id in (
				  select id from mails where state in ('WAITING', 'PARKED') and useless_after <= :now
				  order by useless_after limit :batch for update skip locked)
				""").param("now", Columns.moment(now)).param("batch", batch).update();
	}

	/** Deletes a batch of mails that are long done with. */
	int deleteFinishedBefore(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from mails where id in (
				  select id from mails where finished_at < :before order by finished_at limit :batch)
				""").param("before", Columns.moment(before)).param("batch", batch).update();
	}

	/** Also those that wait: nobody is left whom they are for. */
	void deleteOf(AccountId accountId) {
		this.jdbc.sql("delete from mails where account_id = :account").param("account", accountId.value()).update();
	}

	private static MailStatus status(ResultSet row) throws SQLException {
		State state = State.valueOf(row.getString("state"));
		return new MailStatus(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class),
				row.getString("template"), state, row.getInt("tries"), Columns.instant(row, "created_at"),
				(state == State.WAITING) ? Columns.instant(row, "next_try_at") : null,
				Columns.instantOrNull(row, "last_try_at"), row.getString("last_error"),
				Columns.instantOrNull(row, "finished_at"));
	}

	/** Binds what a mail says to its row. */
	private static String context(UUID id) {
		return "mails/" + id;
	}

}
