package dev.signet.account;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Addresses of accounts whose owners were never seen to read mail there. Whoever does
 * read it takes it over; the account stays, with its name.
 */
@Repository
public class ClaimedAddresses {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ClaimedAddresses(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Takes an address from the account that only claims it, for somebody who has shown
	 * that it is theirs. Nothing happens when its owner has shown the same. In its place
	 * comes one that reaches nobody (RFC 6761 §6.4), for every account has one. Joins the
	 * caller's transaction, and keeps others from the account before its address, as
	 * {@link Administrators} says.
	 */
	@Transactional
	public void release(EmailAddress address) {
		hold(address).filter((claimant) -> release(claimant, address)).ifPresent((claimant) -> {
			this.jdbc.sql("update accounts set version = version + 1, updated_at = :now where id = :id")
				.param("id", claimant)
				.param("now", Columns.moment(this.clock.instant()))
				.update();
			this.events.publishEvent(new AddressReleased(new AccountId(claimant)));
		});
	}

	private Optional<UUID> hold(EmailAddress address) {
		return this.jdbc.sql("""
				select a.id from accounts a join account_emails e on e.account_id = a.id
				where e.address_normalised = :address and e.verified_at is null for no key update of a""")
			.param("address", address.normalised())
			.query(UUID.class)
			.optional();
	}

	/** Whether it is still only claimed: its owner may have been waited for. */
	private boolean release(UUID claimant, EmailAddress address) {
		return this.jdbc.sql("""
				update account_emails set address = account_id || '@address.invalid',
				  address_normalised = account_id || '@address.invalid'
				where account_id = :id and address_normalised = :address and verified_at is null""")
			.param("id", claimant)
			.param("address", address.normalised())
			.update() == 1;
	}

}
