package dev.signet.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.account.UsernameTaken;
import dev.signet.background.Sweeps;
import dev.signet.credential.PasswordHash;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.proof.MailedCodes;
import dev.signet.session.Network;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * People who want an account and have not shown yet that they read mail at their address.
 * Nothing of them counts before: no name is kept for them, and for an address that has an
 * account the same is stored, but its owner gets another mail, without a code. So the
 * page tells nobody who has an account.
 * <p>
 * The code counts only in the browser in which the password was chosen. Else somebody
 * could choose a password for another person's address, and wait for that person to
 * follow the link.
 */
@Component
class PendingSignUps {

	static final Duration LIFETIME = Duration.ofMinutes(30);

	private static final int BATCH = 500;

	private final PostgresPendingSignUps rows;

	private final MailedCodes codes;

	private final Accounts accounts;

	private final SelfRegistration registration;

	private final Asks asks;

	private final Mails mails;

	private final Clock clock;

	PendingSignUps(PostgresPendingSignUps rows, MailedCodes codes, Accounts accounts, SelfRegistration registration,
			Asks asks, Mails mails, Clock clock) {
		this.rows = rows;
		this.codes = codes;
		this.accounts = accounts;
		this.registration = registration;
		this.asks = asks;
		this.mails = mails;
		this.clock = clock;
	}

	/**
	 * Sends a code, or tells the owner of the account that there is one already. That
	 * there is room for one more is asked before ({@link #askers}).
	 * @param admission what goes along until the account is made
	 * @param browserDigest the browser in which the code will be typed
	 * @param pendingRequest the request that waits for the person, or null
	 * @return what to find it by
	 * @throws UsernameTaken when somebody was faster
	 */
	@Transactional
	public UUID begin(NewAccount person, PasswordHash password, Admission admission, byte[] browserDigest,
			@Nullable UUID pendingRequest) {
		if (!this.accounts.free(person.username())) {
			throw new UsernameTaken();
		}
		UUID id = UUID.randomUUID();
		String code = this.codes.random();
		this.rows.insert(id, browserDigest, person, password, admission, digest(id, code).orElseThrow(), end());
		write(id, new Begun(person.username(), person.emailAddress(), admission.invitation()), code, pendingRequest);
		return id;
	}

	/** Who may have a code sent only so often. */
	static List<Asker> askers(EmailAddress address, @Nullable String ip) {
		return List.of(Asker.of(Asking.SIGN_UP_MAIL, address.value().toLowerCase(Locale.ROOT)),
				Asker.of(Asking.MAIL_FROM_NETWORK, Network.of(ip)));
	}

	/** What was begun and awaits its code, in this browser. */
	public Optional<Begun> awaited(UUID id, byte[] browserDigest) {
		return this.rows.find(id, browserDigest, this.clock.instant());
	}

	/**
	 * Sends another code, with which the one before is over.
	 * @param address the address as before, or another one
	 * @return false when nothing is awaited
	 * @throws TooManySignUps when no mail may go there now
	 */
	@Transactional(noRollbackFor = TooManySignUps.class)
	public boolean sendAgain(UUID id, byte[] browserDigest, EmailAddress address, @Nullable String ip,
			@Nullable UUID pendingRequest) {
		Optional<Begun> begun = awaited(id, browserDigest);
		begun.ifPresent((found) -> {
			count(address, ip);
			String code = this.codes.random();
			this.rows.renew(id, address, digest(id, code).orElseThrow(), end());
			write(id, new Begun(found.username(), address, found.invitation()), code, pendingRequest);
		});
		return begun.isPresent();
	}

	/**
	 * Counts a try, before it is looked at.
	 * @return whether there was one left
	 */
	public boolean tryCode(UUID id, byte[] browserDigest) {
		return this.rows.tryCode(id, browserDigest, this.clock.instant());
	}

	/**
	 * Makes the account, if the code is right.
	 * @throws InvitationGone when the invitation was used up meanwhile
	 * @throws UsernameTaken when somebody was faster
	 * @throws dev.signet.account.EmailAddressTaken when somebody was faster
	 */
	@Transactional
	public Optional<Account> finish(UUID id, byte[] browserDigest, String typed) {
		return digest(id, typed).flatMap((digest) -> this.rows.delete(id, browserDigest, digest, this.clock.instant()))
			.map((found) -> this.registration.register(found.person().verified(), found.password(), found.admission()));
	}

	@Scheduled(initialDelayString = "PT4M", fixedDelayString = "PT10M")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteExpired(this.clock.instant(), batch));
	}

	private Optional<byte[]> digest(UUID id, String typed) {
		return this.codes.digest("sign-up " + id, typed);
	}

	private Instant end() {
		return this.clock.instant().plus(LIFETIME);
	}

	private void count(EmailAddress address, @Nullable String ip) {
		this.asks.count(askers(address, ip)).refused().ifPresent((asker) -> {
			throw new TooManySignUps(asker.what(), this.asks.wait(asker));
		});
	}

	private void write(UUID id, Begun begun, String code, @Nullable UUID pendingRequest) {
		this.mails.send(this.accounts.findByLogin(begun.address().value())
			.map(PendingSignUps::known)
			.orElseGet(() -> mail(begun, id, code, pendingRequest)));
	}

	private static Mail mail(Begun begun, UUID id, String code, @Nullable UUID pendingRequest) {
		String request = (pendingRequest != null) ? "&request=" + pendingRequest : "";
		return Mail
			.of("registration.mail.confirm", Recipient.stranger(begun.address(), LocaleContextHolder.getLocale()))
			.say("what", begun.username().value())
			.code(code)
			.say("or")
			.button("confirm", "/register/confirm?sign_up=" + id + request)
			.say("not-you")
			.goodFor(LIFETIME);
	}

	private static Mail known(Account owner) {
		return Mail.of("registration.mail.known", Recipient.of(owner))
			.say("what", owner.username())
			.button("signin", "/signin")
			.say("forgotten")
			.button("recover", "/recover")
			.goodFor(LIFETIME);
	}

	/**
	 * Somebody who has yet to show that they read mail at their address.
	 *
	 * @param username the name that they want
	 * @param address where the mail went
	 * @param invitation the invitation that they came with, or null
	 */
	record Begun(Username username, EmailAddress address, @Nullable UUID invitation) {
	}

	/**
	 * Somebody who has shown that they read mail at their address.
	 *
	 * @param person who they want to be
	 * @param password what they chose
	 * @param admission what goes along
	 */
	record Found(NewAccount person, PasswordHash password, Admission admission) {
	}

}
