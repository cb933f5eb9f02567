package dev.signet.account;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts that wait for approval. They are disabled until then, so every check that
 * keeps disabled accounts out keeps them out. Of several who decide about one at once,
 * the first does.
 */
@Repository
public class AccountApprovals {

	private final JdbcClient jdbc;

	private final AccountDeletion deletion;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AccountApprovals(JdbcClient jdbc, AccountDeletion deletion, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.deletion = deletion;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Who waits, the longest first.
	 * @param after only those who signed up later than that, or null for all
	 */
	public List<WaitingAccount> waiting(@Nullable Instant after, int limit) {
		return this.jdbc.sql("""
				select a.id, a.username, e.address, e.verified_at, a.approval_awaited_at
				from accounts a join account_emails e on e.account_id = a.id and e.main
				where a.approval_awaited_at > :after
				order by a.approval_awaited_at, a.id limit :limit""")
			.param("after", Optional.ofNullable(after).orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC))
			.param("limit", limit)
			.query((row, number) -> new WaitingAccount(new AccountId(row.getObject("id", UUID.class)),
					row.getString("username"), new EmailAddress(row.getString("address")),
					row.getObject("verified_at") != null, row.getTimestamp("approval_awaited_at").toInstant()))
			.list();
	}

	/**
	 * Lets somebody in. Joins the caller's transaction.
	 * @return false when the account waits no more, or never did
	 */
	@Transactional
	public boolean approve(AccountId id, AccountId by) {
		Instant now = this.clock.instant();
		boolean approved = this.jdbc.sql("""
				update accounts set approval_awaited_at = null, disabled_at = null, version = version + 1,
				  updated_at = :now
				where id = :id and approval_awaited_at is not null""")
			.param("id", id.value())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update() == 1;
		if (approved) {
			this.events.publishEvent(new AccountApproved(id, by));
		}
		return approved;
	}

	/**
	 * Deletes the account for good, as if its owner had wanted it. Joins the caller's
	 * transaction.
	 * @return false when the account waits no more, or never did
	 */
	@Transactional
	public boolean deny(AccountId id, AccountId by) {
		boolean denied = this.jdbc
			.sql("select id from accounts where id = :id and approval_awaited_at is not null for update")
			.param("id", id.value())
			.query(UUID.class)
			.optional()
			.isPresent();
		if (denied) {
			this.events.publishEvent(new AccountDenied(id, by));
			this.deletion.erase(id);
		}
		return denied;
	}

}
