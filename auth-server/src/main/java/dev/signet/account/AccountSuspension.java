package dev.signet.account;

import java.time.Clock;

import dev.signet.database.Columns;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Switches accounts off whose owners are gone where their password is kept, and on again
 * when they are back, while no administrator looks. The last administrator stays one.
 */
@Component
public class AccountSuspension {

	private final Accounts accounts;

	private final Administrators administrators;

	private final Clock clock;

	AccountSuspension(Accounts accounts, Administrators administrators, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.clock = clock;
	}

	/**
	 * Switches an account off until its owner is back, and publishes
	 * {@link AccountDisabled}. Joins the caller's transaction.
	 * @return whether it is suspended now; not when it was off already, or nobody else
	 * runs this server
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional
	public boolean suspend(AccountId accountId) throws NoSuchAccount {
		if (this.administrators.lastIs(accountId)) {
			return false;
		}
		this.accounts.hold(accountId);
		return this.accounts.update(accountId, (account) -> account.suspend(Columns.now(this.clock))).suspended();
	}

	/**
	 * Lets an owner in again whose account was switched off so, and publishes
	 * {@link AccountEnabled}. Nothing happens when it is off for another reason. Joins
	 * the caller's transaction.
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional
	public void resume(AccountId accountId) throws NoSuchAccount {
		this.accounts.hold(accountId);
		this.accounts.update(accountId, (account) -> account.resume(Columns.now(this.clock)));
	}

}
