package dev.signet.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.EmailAddress;
import dev.signet.account.SignedInAccount;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.proof.MailedProof;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.NewProof;
import dev.signet.proof.Purpose;
import dev.signet.session.Network;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionHold;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets people show that they read the mail at an address, by a link and a code in one
 * mail: of the main address, and of one that is to become it. An address counts only once
 * that is shown. The code works where it was asked for. Who follows the link where the
 * account is not open may be another one than who made the account: when they are the
 * first to show that an address of it is theirs, it is theirs alone from then on
 * ({@link AccountReclaimed}). An address that was confirmed is replaced only where the
 * account is open, so that nobody can make others confirm theirs for it.
 */
@Component
public class AddressProofs {

	private final Accounts accounts;

	private final Administrators administrators;

	private final SessionHold sessionHold;

	private final MailedProofs proofs;

	private final Asks asks;

	private final Mails mails;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AddressProofs(Accounts accounts, Administrators administrators, SessionHold sessionHold, MailedProofs proofs,
			Asks asks, Mails mails, ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.sessionHold = sessionHold;
		this.proofs = proofs;
		this.asks = asks;
		this.mails = mails;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Sends a proof to the main address, unless it is known to be the person's already.
	 * @param ip the address of the browser
	 * @return how long to wait when there was no room for one more mail
	 */
	@Transactional
	public Optional<Duration> send(SignedInAccount person, @Nullable String ip) {
		Account account = this.accounts.find(person.accountId()).orElseThrow();
		if (account.emailVerified()) {
			return Optional.empty();
		}
		Optional<Duration> wait = wait(person.accountId(), ip);
		if (wait.isPresent()) {
			return wait;
		}
		EmailAddress address = new EmailAddress(account.emailAddress());
		NewProof proof = this.proofs.issueWithCode(Purpose.VERIFY_EMAIL, account.id(), address, person.sessionId());
		this.mails.send(mail("recovery.mail.verify", Recipient.of(account), account, proof));
		return wait;
	}

	/**
	 * Sends a proof to an address that is to become the main one. When it is another
	 * account's, its owner is told instead; here all looks the same.
	 * @param ip the address of the browser
	 * @return how long to wait when there was no room for one more mail
	 */
	@Transactional
	public Optional<Duration> sendTo(EmailAddress address, SignedInAccount person, @Nullable String ip) {
		Optional<Duration> wait = wait(person.accountId(), ip);
		if (wait.isPresent()) {
			return wait;
		}
		Account account = this.accounts.find(person.accountId()).orElseThrow();
		NewProof proof = this.proofs.issueWithCode(Purpose.CHANGE_EMAIL, account.id(), address, person.sessionId());
		Optional<Account> owner = this.accounts.findByLogin(address.value());
		this.mails.send(owner
			.map((other) -> Mail.of("recovery.mail.address-wanted", Recipient.of(other))
				.say("what", other.username())
				.button("signin", "/signin")
				.goodFor(Purpose.CHANGE_EMAIL.lifetime()))
			.orElseGet(() -> mail("recovery.mail.change", Recipient.of(account).at(address), account, proof)));
		return wait;
	}

	/** The address from which a code is awaited in this session, the newer one first. */
	public Optional<Awaited> awaited(SignedInAccount person) {
		return awaited(Purpose.CHANGE_EMAIL, person).or(() -> awaited(Purpose.VERIFY_EMAIL, person));
	}

	/**
	 * Uses the code that is awaited in this session.
	 * @throws NoSuchSession when the session is over
	 */
	@Transactional
	public Outcome confirmCode(SignedInAccount person, String typed) throws NoSuchSession {
		this.sessionHold.hold(person);
		Purpose purpose = awaited(person).map(Awaited::purpose).orElse(Purpose.VERIFY_EMAIL);
		return this.proofs.useCode(purpose, person.accountId(), person.sessionId(), typed)
			.map((proof) -> confirm(purpose, proof))
			.orElse(Outcome.WRONG);
	}

	/** Whether following a link here takes the account from whoever has it now. */
	static boolean reclaims(Account account, @Nullable SignedInAccount current) {
		return !account.emailVerified() && !isOpen(account, current);
	}

	/** Whether a link does nothing here: it would replace an address that is proved. */
	static boolean isForElsewhere(Purpose purpose, Account account, @Nullable SignedInAccount current) {
		return purpose == Purpose.CHANGE_EMAIL && account.emailVerified() && !isOpen(account, current);
	}

	private static boolean isOpen(Account account, @Nullable SignedInAccount current) {
		return current != null && current.accountId().equals(account.id());
	}

	/** The account of a link that is good. Nothing is used by that. */
	Optional<Account> find(Purpose purpose, String token) {
		return this.proofs.find(purpose, token).map(MailedProof::accountId).flatMap(this.accounts::find);
	}

	/**
	 * Uses a link, unless it does nothing here. Of several proofs of an account one is
	 * looked at after the other, since each may change what the next one does.
	 * @param current who is signed in where it was followed
	 */
	@Transactional
	Outcome confirm(Purpose purpose, String token, @Nullable SignedInAccount current) {
		return this.proofs.find(purpose, token)
			.map((proof) -> confirm(purpose, token, proof.accountId(), current))
			.orElse(Outcome.WRONG);
	}

	private Outcome confirm(Purpose purpose, String token, AccountId owner, @Nullable SignedInAccount current) {
		if (isForElsewhere(purpose, read(owner), current)) {
			return Outcome.ELSEWHERE;
		}
		hold(owner, current);
		Account before = read(owner);
		if (isForElsewhere(purpose, before, current)) {
			return Outcome.ELSEWHERE;
		}
		return this.proofs.use(purpose, token)
			.map((proof) -> reclaims(before, current) ? reclaim(purpose, proof) : confirm(purpose, proof))
			.orElse(Outcome.WRONG);
	}

	/**
	 * Only taking an account over may make the administrators fewer. Whoever does not do
	 * so as it is read does not after the wait either: a confirmed address stays so.
	 */
	private void hold(AccountId owner, @Nullable SignedInAccount current) {
		if (reclaims(read(owner), current)) {
			this.administrators.hold(owner);
		}
		else {
			this.accounts.hold(owner);
		}
	}

	private Account read(AccountId id) {
		return this.accounts.find(id).orElseThrow();
	}

	/**
	 * First all goes that opened the account; nobody is mailed about each thing as long
	 * as the address is not known to be theirs.
	 */
	private Outcome reclaim(Purpose purpose, MailedProof proof) {
		if (purpose == Purpose.CHANGE_EMAIL && this.accounts.findByLogin(proof.address().value()).isPresent()) {
			return Outcome.TAKEN;
		}
		this.events.publishEvent(new AccountReclaimed(proof.accountId()));
		Outcome outcome = confirm(purpose, proof);
		if (outcome == Outcome.TAKEN) {
			return outcome;
		}
		Account account = this.accounts.find(proof.accountId()).orElseThrow();
		this.mails.send(Mail.of("recovery.mail.reclaimed", Recipient.of(account))
			.say("what", account.username())
			.say("why")
			.button("recover", "/recover"));
		return Outcome.RECLAIMED;
	}

	private Outcome confirm(Purpose purpose, MailedProof proof) {
		if (purpose == Purpose.CHANGE_EMAIL) {
			return this.accounts.changeEmail(proof.accountId(), proof.address(), false) ? Outcome.CHANGED
					: Outcome.TAKEN;
		}
		this.accounts.update(proof.accountId(),
				(account) -> account.verifyEmail(proof.address(), this.clock.instant()));
		return Outcome.VERIFIED;
	}

	private Optional<Awaited> awaited(Purpose purpose, SignedInAccount person) {
		UUID sessionId = person.sessionId();
		return this.proofs.awaited(purpose, person.accountId(), sessionId)
			.map((proof) -> new Awaited(purpose, proof.address()));
	}

	private Optional<Duration> wait(AccountId accountId, @Nullable String ip) {
		return this.asks.ask(Asker.of(Asking.ADDRESS_MAIL, accountId.toString()),
				Asker.of(Asking.MAIL_FROM_NETWORK, Network.of(ip)));
	}

	private static Mail mail(String words, Recipient recipient, Account account, NewProof proof) {
		return Mail.of(words, recipient)
			.say("what", account.username())
			.code(String.valueOf(proof.code()))
			.say("or")
			.button("confirm", "/email/confirm?token=" + proof.token())
			.say("not-you")
			.goodFor(Purpose.VERIFY_EMAIL.lifetime());
	}

	/** What came of a proof. */
	public enum Outcome {

		/** The main address is known to be the person's. */
		VERIFIED,

		/** The account has another main address. */
		CHANGED,

		/**
		 * The address is known to be that of a person who was not signed in to the
		 * account, and all that opened it before is gone.
		 */
		RECLAIMED,

		/**
		 * The account has a confirmed address and is not open where the link was
		 * followed. The proof is still good.
		 */
		ELSEWHERE,

		/** The address is another account's by now. */
		TAKEN,

		/** It proves nothing. */
		WRONG;

		/** The key of the message that tells the person. */
		public String messageKey() {
			return "recovery.address." + name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * A code that somebody will find in their mail.
	 *
	 * @param purpose what it is for
	 * @param address where it went
	 */
	public record Awaited(Purpose purpose, EmailAddress address) {

		/** Whether the address is to become the main one. */
		public boolean change() {
			return this.purpose == Purpose.CHANGE_EMAIL;
		}

	}

}
