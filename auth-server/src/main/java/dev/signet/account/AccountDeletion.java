package dev.signet.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.signet.audit.AuditEntries;
import dev.signet.database.Columns;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How accounts end. An owner asks for it and can change their mind for some days, in
 * which the account is off. Then it is really gone: of an account that was deleted
 * nothing stays but its identifier, in the audit trail.
 */
@Component
public class AccountDeletion {

	private final Accounts accounts;

	private final Administrators administrators;

	private final PostgresDeletions rows;

	private final AuditEntries trail;

	private final DeletionProperties properties;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AccountDeletion(Accounts accounts, Administrators administrators, PostgresDeletions rows, AuditEntries trail,
			DeletionProperties properties, ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.rows = rows;
		this.trail = trail;
		this.properties = properties;
		this.events = events;
		this.clock = clock;
	}

	/** How long an owner can change their mind. */
	public Duration grace() {
		return this.properties.deletionGrace();
	}

	/**
	 * Switches an account off, to be deleted when the grace is over, and publishes
	 * {@link DeletionAsked}. Asking twice changes nothing.
	 * @return when it is to be deleted; empty when somebody else has switched the account
	 * off, or it is gone
	 * @throws LastAdministrator when nobody else runs this server
	 */
	@Transactional
	public Optional<Instant> ask(AccountId accountId) throws LastAdministrator {
		if (!lock(accountId)) {
			return Optional.empty();
		}
		Instant now = Columns.now(this.clock);
		return this.accounts.update(accountId, (account) -> account.askDeletion(now.plus(grace()), now)).deletionDate();
	}

	/**
	 * Lets the owner keep the account, and publishes {@link DeletionWithdrawn}.
	 * @param account the account, as it was when its owner began to sign in
	 * @return the account as it is now for that sign-in, empty when nobody may sign in,
	 * or everybody was shut out since
	 */
	@Transactional
	public Optional<AccountGeneration> withdraw(AccountGeneration account) {
		this.administrators.hold();
		if (!this.rows.lock(account)) {
			return Optional.empty();
		}
		this.accounts.update(account.accountId(), (kept) -> kept.withdrawDeletion(Columns.now(this.clock)));
		// Whoever hears of it shuts others out, and may have switched the account off for
		// a reason of their own
		return this.accounts.find(account.accountId()).filter(Account::enabled).map(Account::generation);
	}

	/**
	 * Deletes an account at once, and publishes {@link AccountDeleted} before. Its apps
	 * are told that its sessions have ended.
	 * @return whether there was one
	 * @throws LastAdministrator when nobody else runs this server
	 */
	@Transactional
	public boolean delete(AccountId accountId) throws LastAdministrator {
		boolean found = lock(accountId);
		if (found) {
			this.accounts.update(accountId, (account) -> account.disable(Columns.now(this.clock)));
			erase(accountId);
		}
		return found;
	}

	/** Accounts whose day has come. */
	List<AccountId> due(int most) {
		return this.rows.due(Columns.now(this.clock), most);
	}

	/**
	 * Deletes an account if its day has come, as {@link #delete}.
	 * @return whether it was deleted
	 */
	@Transactional
	boolean deleteDue(AccountId accountId) {
		boolean due = this.rows.lockDue(accountId, Columns.now(this.clock));
		if (due) {
			erase(accountId);
		}
		return due;
	}

	/** Joins the caller's transaction, which keeps others from the account. */
	void erase(AccountId accountId) {
		this.events.publishEvent(new AccountDeleted(accountId));
		this.trail.erasePersonal(accountId.value());
		this.rows.delete(accountId);
	}

	/**
	 * Keeps others from the account until the transaction ends. Of two administrators who
	 * leave at once, the second waits here for the first.
	 * @return whether there is such an account
	 */
	private boolean lock(AccountId accountId) {
		if (this.administrators.lastIs(accountId)) {
			throw new LastAdministrator();
		}
		return this.rows.lock(accountId);
	}

}
