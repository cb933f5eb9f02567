package dev.signet.registration;

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

	private final AccountApprovals approvals;

	private final Accounts accounts;

	private final Mails mails;

	SignUpApprovals(AccountApprovals approvals, Accounts accounts, Mails mails) {
		this.approvals = approvals;
		this.accounts = accounts;
		this.mails = mails;
	}

	/**
	 * Who waits, the longest first.
	 * @param after only those who signed up later than that, or null for all
	 */
	public List<WaitingAccount> waiting(@Nullable Instant after, int limit) {
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
		owner.ifPresent((gone) -> {
			Recipient somebody = Recipient.of(gone);
			this.mails
				.send(Mail.of("registration.mail.denied", Recipient.stranger(somebody.address(), somebody.locale()))
					.say("what", gone.username()));
		});
		return true;
	}

}
