package dev.signet.signin.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import dev.signet.account.Account;
import dev.signet.account.AccountDisabled;
import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountLocked;
import dev.signet.account.Accounts;
import dev.signet.account.DeletionAsked;
import dev.signet.account.EmailAddress;
import dev.signet.account.EmailChanged;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.background.AfterTheAnswer;
import dev.signet.background.Sweeps;
import dev.signet.credential.PasswordChanged;
import dev.signet.database.Columns;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.proof.MailedCodes;
import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;
import dev.signet.session.Device;
import dev.signet.session.Sessions;
import dev.signet.signin.throttle.SignInFailed;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sign-ins by a code or a link from the mailbox: ten minutes, three tries, once, in the
 * browser that asked. Else somebody could sign another person in as themselves by a link,
 * or be let in by a person who follows one.
 * <p>
 * Whoever is named, the same row is written and the same page shown; whether the name
 * belongs to somebody with a confirmed address is found out after the answer. Typing a
 * code costs the same statements as well.
 */
@Component
public class MailedSignIns implements DisposableBean {

	static final Duration LIFETIME = Duration.ofMinutes(10);

	/** With three mails an hour, less than ten tries for an account. */
	static final int MOST_TRIES = 3;

	private static final int BATCH = 500;

	private static final String TOKEN_PREFIX = "sgn_ml_";

	private final PostgresMailedSignIns rows;

	private final MailedCodes codes;

	private final Accounts accounts;

	private final Sessions sessions;

	private final Asks asks;

	private final Mails mails;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final RandomText random = new RandomText();

	private final AfterTheAnswer afterTheAnswer = new AfterTheAnswer("signin-mail-",
			"A code to sign in with could not be sent");

	MailedSignIns(PostgresMailedSignIns rows, MailedCodes codes, Accounts accounts, Sessions sessions, Asks asks,
			Mails mails, ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
		this.rows = rows;
		this.codes = codes;
		this.accounts = accounts;
		this.sessions = sessions;
		this.asks = asks;
		this.mails = mails;
		this.events = events;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Sends a code and a link to somebody, soon, if they may have them.
	 * @param login username or address, as typed
	 * @param browser the browser in which they will count
	 * @param remembered whether the session is to outlive the browser
	 * @param page where the link leads, without its token
	 * @param device where it was typed
	 * @throws RejectedExecutionException when too many are asking at this moment
	 */
	public void ask(String login, byte[] browser, boolean remembered, String page, Device device)
			throws RejectedExecutionException {
		UUID id = UUID.randomUUID();
		Instant now = Columns.now(this.clock);
		Locale language = LocaleContextHolder.getLocale();
		this.rows.insert(id, browser, remembered, now, now.plus(LIFETIME));
		this.afterTheAnswer.run(() -> this.transaction.executeWithoutResult((status) -> this.accounts.findByLogin(login)
			.filter(this::maySignIn)
			.ifPresent((owner) -> mail(owner, id, browser, page, device, language))));
	}

	/** Whether a code can be typed in a browser. It says nothing of whose. */
	public boolean awaited(byte[] browser) {
		return this.rows.awaited(browser, MOST_TRIES, Columns.now(this.clock));
	}

	/**
	 * Uses the code that was typed. Each try is counted before it is looked at.
	 * @return whose mailbox it came from; empty when it is wrong, was tried too often, or
	 * has ended
	 */
	public Optional<MailProved> useCode(byte[] browser, String typed) {
		return this.rows.tryCode(browser, MOST_TRIES, Columns.now(this.clock)).flatMap((asked) -> {
			Optional<MailedSignIn> used = digest(asked.id(), typed)
				.flatMap((digest) -> this.rows.useCode(browser, digest, Columns.now(this.clock)));
			if (used.isEmpty()) {
				this.events.publishEvent(
						new SignInFailed(Optional.ofNullable(asked.account()).map(AccountGeneration::accountId)));
			}
			return used.flatMap(this::used);
		});
	}

	/** What a link would prove in a browser. Nothing is used by that. */
	public Optional<MailProved> find(byte[] browser, String token) {
		return this.rows.find(browser, Sha256.of(token), Columns.now(this.clock)).flatMap(this::proved);
	}

	/** Whether a link would prove something in another browser than the one it is in. */
	public boolean goodElsewhere(String token) {
		return this.rows.find(Sha256.of(token), Columns.now(this.clock)).flatMap(this::proved).isPresent();
	}

	/**
	 * Whether a person came by a mail so short a time ago that it may be one which is
	 * used up now: by another tab, or a second click.
	 */
	public boolean mayHaveLetIn(SignedInAccount person) {
		return person.factors()
			.stream()
			.anyMatch((factor) -> factor.method() == Factor.Method.MAIL
					&& factor.at().plus(LIFETIME).isAfter(Columns.now(this.clock)));
	}

	/** Uses a link. */
	public Optional<MailProved> useLink(byte[] browser, String token) {
		return this.rows.useToken(browser, Sha256.of(token), Columns.now(this.clock)).flatMap(this::used);
	}

	@EventListener
	void on(PasswordChanged event) {
		this.rows.disarm(event.accountId());
	}

	@EventListener
	void on(EmailChanged event) {
		this.rows.disarm(event.accountId());
	}

	@EventListener
	void on(AccountLocked event) {
		this.rows.disarm(event.accountId());
	}

	@EventListener
	void on(AccountDisabled event) {
		this.rows.disarm(event.accountId());
	}

	@EventListener
	void on(DeletionAsked event) {
		this.rows.disarm(event.accountId());
	}

	/** Finishes what was asked for, if there is time; people ask again. */
	@Override
	public void destroy() throws InterruptedException {
		this.afterTheAnswer.finish();
	}

	@Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteExpired(Columns.now(this.clock), batch));
	}

	private void mail(Account owner, UUID id, byte[] browser, String page, Device device, Locale language) {
		// Whoever asks again at once is not to use up what is allowed
		if (!this.rows.current(id, browser)) {
			return;
		}
		// Holds a row until the end, so two who ask for the same person come in turn
		if (!this.asks.count(Asking.SIGN_IN_MAIL, owner.id().toString())) {
			return;
		}
		EmailAddress address = new EmailAddress(owner.emailAddress());
		String code = this.codes.random();
		String token = this.random.secret(TOKEN_PREFIX);
		this.rows.disarm(owner.id());
		if (!this.rows.arm(id, browser, owner.id(), address, digest(id, code).orElseThrow(), Sha256.of(token))) {
			return;
		}
		this.mails.send(Mail.of("signin.mail.code", Recipient.of(owner, language))
			.say("what", owner.username())
			.code(code)
			.say("or")
			.button("signin", page + ((page.indexOf('?') < 0) ? "?" : "&") + "token=" + token)
			.say("not-you")
			.goodFor(LIFETIME));
		this.events.publishEvent(new SignInMailAsked(owner.id(), device));
	}

	/** Whoever signs in so may ask for as many mails as at first. */
	private Optional<MailProved> used(MailedSignIn asked) {
		Optional<MailProved> proved = proved(asked);
		proved.ifPresent((mailbox) -> this.asks
			.right(List.of(Asker.of(Asking.SIGN_IN_MAIL, mailbox.account().id().toString()))));
		return proved;
	}

	/**
	 * Who has signed in meanwhile in another way needs it no more, or somebody else is at
	 * work.
	 */
	private Optional<MailProved> proved(MailedSignIn asked) {
		return Optional.ofNullable(asked.account())
			.flatMap(this.accounts::find)
			.filter(this::maySignIn)
			.filter((owner) -> new EmailAddress(owner.emailAddress()).equals(asked.address()))
			.filter((owner) -> !this.sessions.provedAfter(owner.id(), asked.askedAt()))
			.map((owner) -> new MailProved(owner, asked.remembered()));
	}

	private Optional<byte[]> digest(UUID id, String typed) {
		return this.codes.digest("sign-in " + id, typed);
	}

	/** Mail can only be trusted to reach the owner at a proved address. */
	private boolean maySignIn(Account account) {
		return account.admits(Columns.now(this.clock)) && account.emailVerified();
	}

}
