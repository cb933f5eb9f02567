package dev.signet.logout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The outbox of logout notices and the state of their receivers.
 */
@Component
class PostgresLogoutNotices {

	/**
	 * Receivers that may be called now, the longest unserved first. Hops from client to
	 * client over the index, so that a heap of notices for a dead one is not read.
	 */
	private static final String DUE = """
			with recursive waiting as (
			  (select client_id from logout_notices where state = 'WAITING' order by client_id limit 1)
			  union all
			  select (select n.client_id from logout_notices n
			    where n.state = 'WAITING' and n.client_id > w.client_id order by n.client_id limit 1)
			  from waiting w where w.client_id is not null)
			select w.client_id from waiting w left join logout_receivers r on r.client_id = w.client_id
			where (r.client_id is null or (r.claimed_until <= :now and r.next_attempt_at <= :now))
			  and exists (select 1 from logout_notices n
			    where n.client_id = w.client_id and n.state = 'WAITING' and n.next_attempt_at <= :now)
			order by r.claimed_until nulls first limit :limit
			""";

	private final JdbcClient jdbc;

	PostgresLogoutNotices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Notes whom to tell. Saying it twice changes nothing. */
	void add(UUID sessionId, AccountId accountId, Collection<UUID> clientIds, Instant now) {
		this.jdbc.sql("""
				insert into logout_notices (id, client_id, account_id, session_id, created_at, state, next_attempt_at)
				select gen_random_uuid(), client_id, :account, :session, :now, 'WAITING', :now
				from unnest(:clients) client_id
				on conflict (session_id, client_id) do nothing
				""")
			.param("clients", clientIds.toArray(UUID[]::new))
			.param("account", accountId.value())
			.param("session", sessionId)
			.param("now", Columns.moment(now))
			.update();
	}

	/** Clients with a notice that is due, and that nobody calls at the moment. */
	List<UUID> due(int limit, Instant now) {
		return this.jdbc.sql(DUE).param("limit", limit).param("now", Columns.moment(now)).query(UUID.class).list();
	}

	/**
	 * Takes a client, so that nobody else calls it until then.
	 * @return whether this call is the one that got it
	 */
	boolean claim(UUID clientId, Instant now, Instant until) {
		return this.jdbc.sql("""
				insert into logout_receivers (client_id, failures, next_attempt_at, claimed_until)
				values (:client, 0, :now, :until)
				on conflict (client_id) do update set claimed_until = :until
				where logout_receivers.claimed_until <= :now and logout_receivers.next_attempt_at <= :now
				""")
			.param("client", clientId)
			.param("now", Columns.moment(now))
			.param("until", Columns.moment(until))
			.update() == 1;
	}

	/** Begins the next attempt at a claimed client. */
	Optional<LogoutNotice> begin(UUID clientId, Instant now) {
		return this.jdbc.sql("""
				update logout_notices n set attempts = n.attempts + 1, last_attempt_at = :now
				from logout_receivers r
				where r.client_id = n.client_id and n.id = (
				  select id from logout_notices
				  where client_id = :client and state = 'WAITING' and next_attempt_at <= :now
				  order by next_attempt_at, created_at limit 1)
				returning n.id, n.client_id, n.account_id, n.session_id, n.created_at, n.attempts, r.failures,
				  r.claimed_until
				""")
			.param("client", clientId)
			.param("now", Columns.moment(now))
			.query(PostgresLogoutNotices::notice)
			.optional();
	}

	/** Ends a notice for good and writes the receipt. */
	void finish(LogoutNotice notice, NoticeState state, String answer, Instant now) {
		this.jdbc.sql("""
				update logout_notices set state = :state, last_answer = :answer, finished_at = :now
				where id = :id and state = 'WAITING'
				""")
			.param("id", notice.id())
			.param("state", state.name())
			.param("answer", answer)
			.param("now", Columns.moment(now))
			.update();
	}

	/** Keeps a notice for another attempt. */
	void postpone(LogoutNotice notice, String answer, Instant nextAttemptAt) {
		this.jdbc.sql("""
				update logout_notices set last_answer = :answer, next_attempt_at = :next
				where id = :id and state = 'WAITING' and attempts = :attempts
				""")
			.param("id", notice.id())
			.param("answer", answer)
			.param("next", Columns.moment(nextAttemptAt))
			.param("attempts", notice.attempts())
			.update();
	}

	/**
	 * Lets others call the client again, unless the claim ran out and it is theirs by
	 * now.
	 */
	void release(LogoutNotice notice, int failures, Instant now, Instant nextAttemptAt) {
		this.jdbc.sql("""
				update logout_receivers set failures = :failures, next_attempt_at = :next, claimed_until = :now
				where client_id = :client and claimed_until = :claimed
				""")
			.param("client", notice.clientId())
			.param("failures", failures)
			.param("next", Columns.moment(nextAttemptAt))
			.param("now", Columns.moment(now))
			.param("claimed", Columns.moment(notice.claimedUntil()))
			.update();
	}

	/** Gives up a batch of notices that are too old. */
	int park(Instant createdBefore, Instant now, int batch) {
		return this.jdbc
			.sql("""
					update logout_notices set state = 'PARKED', finished_at = :now where id in (
					  select id from logout_notices where state = 'WAITING' and created_at <= :before and (retried_at is null or retried_at <= :before)
					  order by created_at limit :batch for update skip locked)
					""")
			.param("before", Columns.moment(createdBefore))
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	/** Deletes a batch of old receipts. */
	int deleteFinishedBefore(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from logout_notices where id in (
				  select id from logout_notices where finished_at < :before order by finished_at limit :batch)
				""").param("before", Columns.moment(before)).param("batch", batch).update();
	}

	/** Deletes the receipts of an account, and marks what is still to be delivered. */
	void accountGone(AccountId accountId) {
		this.jdbc.sql("delete from logout_notices where account_id = :account and state <> 'WAITING'")
			.param("account", accountId.value())
			.update();
		this.jdbc.sql("update logout_notices set account_gone = true where account_id = :account")
			.param("account", accountId.value())
			.update();
	}

	/** Deletes a batch of notices of deleted accounts: finished ones, and old ones. */
	int deleteOfGone(Instant createdBefore, int batch) {
		return this.jdbc.sql("""
				delete from logout_notices where id in (
				  select id from logout_notices
				  where account_gone and (finished_at is not null or created_at < :before) limit :batch)
				""").param("before", Columns.moment(createdBefore)).param("batch", batch).update();
	}

	private static LogoutNotice notice(ResultSet row, int number) throws SQLException {
		return new LogoutNotice(row.getObject("id", UUID.class), row.getObject("client_id", UUID.class),
				new AccountId(row.getObject("account_id", UUID.class)), row.getObject("session_id", UUID.class),
				Columns.instant(row, "created_at"), row.getInt("attempts"), row.getInt("failures"),
				Columns.instant(row, "claimed_until"));
	}

}
