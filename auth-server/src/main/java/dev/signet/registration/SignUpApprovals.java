package dev.signet.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountApprovals;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.WaitingAccount;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides about people who signed up and wait for approval, and tells them by mail: also
 * at an address that is not proved, for they can learn it in no other way.
 */
@Component
public class SignUpApprovals {

	private final RegistrationProperties settings;

	private final AccountApprovals approvals;

	private final Accounts accounts;

	private final Mails mails;

	private final Clock clock;

	SignUpApprovals(RegistrationProperties settings, AccountApprovals approvals, Accounts accounts, Mails mails,
			Clock clock) {
		this.settings = settings;
		this.approvals = approvals;
		this.accounts = accounts;
		this.mails = mails;
		this.clock = clock;
	}

	/**
	 * Who waits, the longest first.
	 * @param after only those who stand behind that place, or null for all
	 */
	public List<WaitingAccount> waiting(WaitingAccount.@Nullable Place after, int limit) {
		return this.approvals.waiting(after, limit);
	}

	/**
	 * Lets somebody in.
	 * @return whether they waited
	 */
	@Transactional
	public boolean approve(AccountId id, AccountId by) {
		boolean approved = this.approvals.approve(id, by);
		if (approved) {
			Account owner = this.accounts.find(id).orElseThrow();
			this.mails.send(Mail.of("registration.mail.approved", Recipient.of(owner))
				.say("what", owner.username())
				.button("signin", "/signin"));
		}
		return approved;
	}

	/**
	 * Removes the account of somebody, whose name and address are free again.
	 * @return whether they waited
	 */
	@Transactional
	public boolean deny(AccountId id, AccountId by) {
		Optional<Account> owner = this.accounts.find(id);
		if (!this.approvals.deny(id, by)) {
			return false;
		}
		owner.ifPresent((gone) -> this.mails
			.send(Mail.of("registration.mail.denied", stranger(gone)).say("what", gone.username())));
		return true;
	}

	/** Who waits for longer than they are to. */
	List<AccountId> overdue(int most) {
		return this.approvals.waitingSince(deadline(), most);
	}

	/**
	 * Removes the account of somebody about whom nobody has decided in time.
	 * @return whether they waited for so long
	 */
	@Transactional
	public boolean expire(AccountId id) {
		Optional<Account> owner = this.accounts.find(id);
		if (!this.approvals.expire(id, deadline())) {
			return false;
		}
		owner.ifPresent((gone) -> this.mails.send(Mail.of("registration.mail.expired", stranger(gone))
			.say("what", gone.username(), this.settings.approvalWithin().toDays())));
		return true;
	}

	private Instant deadline() {
		return this.clock.instant().minus(this.settings.approvalWithin());
	}

	/** The account is gone, and no page of theirs is open. */
	private static Recipient stranger(Account gone) {
		Recipient somebody = Recipient.of(gone);
		return Recipient.stranger(somebody.address(), somebody.locale());
	}

}
