package dev.signet.recovery;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.EmailAddress;
import dev.signet.background.AfterTheAnswer;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.proof.MailedProof;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.Device;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Resets of forgotten passwords: takes them along the way of {@link PasswordReset}. Who
 * has no password here gets back into a locked account without one. Whether a name
 * belongs to an account is found out after the answer, on another thread. So the page
 * costs the same whoever is asked for, and nobody learns from it who is known.
 */
@Component
class PasswordResets implements DisposableBean {

	private final Accounts accounts;

	private final Administrators administrators;

	private final Passwords passwords;

	private final Optional<PasswordKeeper> elsewhere;

	private final Sessions sessions;

	private final MailedProofs proofs;

	private final Asks asks;

	private final Mails mails;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final AfterTheAnswer afterTheAnswer = new AfterTheAnswer("recovery-",
			"A link to a new password could not be sent");

	PasswordResets(Accounts accounts, Administrators administrators, Passwords passwords,
			Optional<PasswordKeeper> elsewhere, Sessions sessions, MailedProofs proofs, Asks asks, Mails mails,
			ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.passwords = passwords;
		this.elsewhere = elsewhere;
		this.sessions = sessions;
		this.proofs = proofs;
		this.asks = asks;
		this.mails = mails;
		this.events = events;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Sends a link to the owner of an account, soon, if there is one who may have it.
	 * @param login username or address, as typed
	 * @param device where it was typed
	 * @throws RejectedExecutionException when too many are asking at this moment
	 */
	void ask(String login, Device device) throws RejectedExecutionException {
		Locale page = LocaleContextHolder.getLocale();
		this.afterTheAnswer.run(() -> mail(login, device, page));
	}

	/** Where the reset of a link stands. Nothing is used by that. */
	PasswordReset find(String token) {
		return owner(token).filter((owner) -> kept(owner).isEmpty())
			.map(PasswordReset::mailed)
			.orElseGet(PasswordReset::nowhere);
	}

	/**
	 * The owner of a locked account that a link opens again. They get no password here,
	 * which would outlast what whoever keeps theirs says of them.
	 */
	Optional<Account> findLocked(String token) {
		return owner(token).filter((owner) -> owner.locked() && kept(owner).isPresent())
			.flatMap((owner) -> PasswordReset.mailed(owner).owner());
	}

	/**
	 * Uses a link and opens the locked account of an owner whose password is kept
	 * elsewhere. They are not signed in by it.
	 * @return whether the link was good
	 */
	boolean unlock(String token) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			hold(token);
			Optional<Account> owner = findLocked(token)
				.filter((locked) -> this.proofs.use(Purpose.RESET_PASSWORD, token).isPresent());
			owner.ifPresent(this::unlock);
			return owner.isPresent();
		}));
	}

	/**
	 * Uses a link and gives its owner another password. All that was open ends; the owner
	 * is not signed in by it, so no second factor is passed over.
	 * @return whether the link was good
	 */
	boolean change(String token, PasswordHash hash) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			hold(token);
			return find(token).prove(() -> this.proofs.use(Purpose.RESET_PASSWORD, token).isPresent())
				.change((owner) -> change(owner, hash))
				.is(PasswordReset.State.DONE);
		}));
	}

	/** Finishes what was asked for, if there is time; people ask again. */
	@Override
	public void destroy() throws InterruptedException {
		this.afterTheAnswer.finish();
	}

	private void mail(String login, Device device, Locale page) {
		this.transaction.executeWithoutResult((status) -> PasswordReset.asked(this.accounts.findByLogin(login))
			.mail((owner) -> mail(owner, device, page)));
	}

	/** Whoever asked often is told no oftener. */
	private void mail(Account owner, Device device, Locale page) {
		if (!this.asks.count(Asking.RESET_MAIL, owner.id().toString())) {
			return;
		}
		Optional<PasswordKeeper.Kept> kept = kept(owner);
		this.mails.send(
				kept.map((there) -> owner.locked() ? unlocking(owner, there, page) : keptElsewhere(owner, there, page))
					.orElseGet(() -> resetting(owner, page)));
		if (kept.isEmpty() || owner.locked()) {
			this.events.publishEvent(new ResetAsked(owner.id(), device));
		}
	}

	/** There is no way to a new password here. */
	private Mail keptElsewhere(Account owner, PasswordKeeper.Kept kept, Locale page) {
		return Mail.of("recovery.mail.elsewhere", Recipient.of(owner, page), owner.username())
			.say("what", owner.username(), kept.name())
			.say("not-you");
	}

	private Mail unlocking(Account owner, PasswordKeeper.Kept kept, Locale page) {
		return Mail.of("recovery.mail.unlock", Recipient.of(owner, page), owner.username())
			.say("what", owner.username(), kept.name())
			.button("open", "/recover/unlock?token=" + token(owner))
			.say("once")
			.say("not-you")
			.goodFor(Purpose.RESET_PASSWORD.lifetime());
	}

	/** The words differ for who has no password and comes to open the account. */
	private Mail resetting(Account owner, Locale page) {
		boolean first = owner.locked() && !this.passwords.exists(owner.id());
		return Mail
			.of(first ? "recovery.mail.first-password" : "recovery.mail.reset", Recipient.of(owner, page),
					owner.username())
			.say("what", owner.username())
			.button("choose", "/recover/password?token=" + token(owner))
			.say("once")
			.say("not-you")
			.goodFor(Purpose.RESET_PASSWORD.lifetime());
	}

	/**
	 * Before anything else; what is known of the link and its owner is read after the
	 * wait. Only opening a locked account may make the administrators fewer. One that is
	 * locked during the wait is not opened by this link: the lock has ended it.
	 */
	private void hold(String token) {
		this.proofs.find(Purpose.RESET_PASSWORD, token)
			.map(MailedProof::accountId)
			.flatMap(this.accounts::find)
			.ifPresent(this::hold);
	}

	private void hold(Account owner) {
		if (owner.locked()) {
			this.administrators.hold(owner.id());
		}
		else {
			this.accounts.hold(owner.id());
		}
	}

	private String token(Account owner) {
		return this.proofs.issue(Purpose.RESET_PASSWORD, owner.id(), new EmailAddress(owner.emailAddress())).token();
	}

	private Optional<PasswordKeeper.Kept> kept(Account owner) {
		return this.elsewhere.flatMap((keeper) -> keeper.keeps(owner.id()));
	}

	private Optional<Account> owner(String token) {
		return this.proofs.find(Purpose.RESET_PASSWORD, token).flatMap(this::owner);
	}

	/** Who has signed in meanwhile remembers, or somebody else is at work. */
	private Optional<Account> owner(MailedProof proof) {
		return this.accounts.find(proof.accountId())
			.filter((owner) -> proof.address().sameAs(new EmailAddress(owner.emailAddress())))
			.filter((owner) -> !this.sessions.provedAfter(owner.id(), proof.madeAt()));
	}

	private void change(Account owner, PasswordHash hash) {
		this.sessions.endAll(owner.id(), EndReason.PASSWORD_CHANGED);
		unlock(owner);
		this.passwords.change(owner.id(), hash);
		this.events.publishEvent(new PasswordWasReset(owner.id()));
	}

	private void unlock(Account owner) {
		this.accounts.update(owner.id(), (account) -> account.unlock(this.clock.instant()));
	}

}
