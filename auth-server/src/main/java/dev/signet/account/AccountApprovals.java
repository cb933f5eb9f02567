package dev.signet.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;
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

	private static final String FIRST_ID = new UUID(0, 0).toString();

	/** Far ahead, and still a time that the database knows. */
	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final AccountDeletion deletion;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AccountApprovals(JdbcClient jdbc, Administrators administrators, AccountDeletion deletion,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.deletion = deletion;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Who waits, the longest first.
	 * @param after only those who stand behind that place, or null for all
	 */
	public List<WaitingAccount> waiting(WaitingAccount.@Nullable Place after, int limit) {
		Optional<WaitingAccount.Place> place = Optional.ofNullable(after);
		return this.jdbc.sql("""
				select a.id, a.username, e.address, e.verified_at, a.approval_awaited_at
				from accounts a join account_emails e on e.account_id = a.id and e.main
				where a.approval_awaited_at is not null and (a.approval_awaited_at, a.id) > (:since, cast(:id as uuid))
				order by a.approval_awaited_at, a.id limit :limit""")
			.param("since", Columns.moment(place.map(WaitingAccount.Place::since).orElse(Instant.EPOCH)))
			.param("id", place.map(WaitingAccount.Place::id).map(AccountId::toString).orElse(FIRST_ID))
			.param("limit", limit)
			.query((row, number) -> new WaitingAccount(new AccountId(row.getObject("id", UUID.class)),
					row.getString("username"), new EmailAddress(row.getString("address")),
					row.getObject("verified_at") != null, Columns.instant(row, "approval_awaited_at")))
			.list();
	}

	/**
	 * Lets somebody in. Joins the caller's transaction.
	 * @return false when the account waits no more, or never did
	 */
	@Transactional
	public boolean approve(AccountId id, AccountId by) {
		this.administrators.hold();
		Instant now = this.clock.instant();
		boolean approved = this.jdbc.sql("""
				update accounts set approval_awaited_at = null, disabled_at = null, version = version + 1,
				  updated_at = :now
				where id = :id and approval_awaited_at is not null""")
			.param("id", id.value())
			.param("now", Columns.moment(now))
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
		boolean denied = lock(id, LATEST);
		if (denied) {
			this.events.publishEvent(new AccountDenied(id, by));
			this.deletion.erase(id);
		}
		return denied;
	}

	/** Who waits since that moment or longer, the longest first. */
	public List<AccountId> waitingSince(Instant moment, int most) {
		return this.jdbc.sql("""
				select id from accounts where approval_awaited_at <= :moment
				order by approval_awaited_at, id limit :most""")
			.param("moment", Columns.moment(moment))
			.param("most", most)
			.query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
			.list();
	}

	/**
	 * Deletes the account for good, as {@link #deny}, because nobody decided in time.
	 * Joins the caller's transaction.
	 * @param moment since when it waits at least
	 * @return false when the account waits no more, or not for so long
	 */
	@Transactional
	public boolean expire(AccountId id, Instant moment) {
		boolean expired = lock(id, moment);
		if (expired) {
			this.events.publishEvent(new ApprovalExpired(id));
			this.deletion.erase(id);
		}
		return expired;
	}

	/** Keeps others from deciding, if the account waits since that moment or longer. */
	private boolean lock(AccountId id, Instant moment) {
		return this.jdbc.sql("select id from accounts where id = :id and approval_awaited_at <= :moment for update")
			.param("id", id.value())
			.param("moment", Columns.moment(moment))
			.query(UUID.class)
			.optional()
			.isPresent();
	}

}
