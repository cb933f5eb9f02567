package dev.signet.signin.mailbox;

import java.time.Duration;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Factor;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.Network;
import dev.signet.signin.factor.SignInAttempt;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second step of a sign-in by a code from the mailbox, for who must make one and has
 * no second factor. Only after the password: what opens by the mailbox alone would be
 * opened by it twice. Whoever has set up a factor has told that a mailbox is not enough.
 */
@Component
public class MailedSecondStep {

	private final MailOffers offers;

	private final Accounts accounts;

	private final MailedProofs proofs;

	private final Asks asks;

	private final Mails mails;

	MailedSecondStep(MailOffers offers, Accounts accounts, MailedProofs proofs, Asks asks, Mails mails) {
		this.offers = offers;
		this.accounts = accounts;
		this.proofs = proofs;
		this.asks = asks;
		this.mails = mails;
	}

	/** Whether a person who has no second factor can make the second step so. */
	public boolean possible(SignInAttempt attempt) {
		return this.offers.secondStep() && attempt.factor().method() == Factor.Method.PASSWORD
				&& owner(attempt.accountId()).isPresent();
	}

	/** Whether a code went out for this very sign-in, and can still be typed. */
	public boolean awaited(SignInAttempt attempt) {
		return this.proofs.awaited(Purpose.SECOND_FACTOR, attempt.accountId(), attempt.id()).isPresent();
	}

	/**
	 * Sends a code. Nothing happens when that is not possible any more: somebody changed
	 * the account at this moment.
	 * @param ip the address of the browser
	 * @return how long to wait when there was no room for one more mail
	 */
	@Transactional
	public Optional<Duration> send(SignInAttempt attempt, @Nullable String ip) {
		return owner(attempt.accountId()).flatMap((owner) -> send(attempt, owner, ip));
	}

	private Optional<Duration> send(SignInAttempt attempt, Account owner, @Nullable String ip) {
		Optional<Duration> wait = this.asks.ask(Asker.of(Asking.SECOND_FACTOR_MAIL, owner.id().toString()),
				Asker.of(Asking.MAIL_FROM_NETWORK, Network.of(ip)));
		if (wait.isEmpty()) {
			String code = this.proofs
				.issueWithCode(Purpose.SECOND_FACTOR, owner.id(), new EmailAddress(owner.emailAddress()), attempt.id())
				.code();
			this.mails.send(Mail.of("signin.mail.second", Recipient.of(owner))
				.say("what", owner.username())
				.code(String.valueOf(code))
				.say("not-you")
				.goodFor(Purpose.SECOND_FACTOR.lifetime()));
		}
		return wait;
	}

	/** Whether this is the code; it is used by this. */
	public boolean use(SignInAttempt attempt, String typed) {
		return this.proofs.useCode(Purpose.SECOND_FACTOR, attempt.accountId(), attempt.id(), typed).isPresent();
	}

	/** Mail can only be trusted to reach the owner at a proved address. */
	private Optional<Account> owner(AccountId accountId) {
		return this.accounts.find(accountId).filter(Account::emailVerified);
	}

}
