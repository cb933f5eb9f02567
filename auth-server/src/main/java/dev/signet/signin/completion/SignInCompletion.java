package dev.signet.signin.completion;

import java.util.List;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.client.SecondFactorNeed;
import dev.signet.session.BrowserKey;
import dev.signet.session.EndReason;
import dev.signet.session.KnownBrowsers;
import dev.signet.session.NewSession;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionAuthentication;
import dev.signet.session.SessionCookie;
import dev.signet.session.Sessions;
import dev.signet.session.SignedInFromNewBrowser;
import dev.signet.signin.factor.SecondFactorMissing;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.signin.factor.SignInAttempts;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.step.NextStep;
import dev.signet.signin.step.TermsOfService;
import dev.signet.signin.throttle.SignInFailed;
import dev.signet.signin.trust.TrustedDevices;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Where every way to sign in ends: after the first factor, and after the second one if
 * there is to be one. Only here sessions open, and only in the generation of the account
 * in which the first factor was proved.
 */
@Component
public class SignInCompletion {

	/**
	 * The view of a sign-in for its own sake, with no request waiting: the account page.
	 */
	public static final String ACCOUNT = "redirect:/account";

	/** Asks whether an account that is to be deleted is kept. */
	public static final String KEEP = "/signin/keep";

	/** Says that a sign-in is over. */
	public static final String OVER = "/signin/over";

	private static final String SECOND = "/signin/second";

	private final Sessions sessions;

	private final SessionCookie cookie;

	private final BrowserKey browserKey;

	private final KnownBrowsers knownBrowsers;

	private final Journey journey;

	private final SignInAttempts attempts;

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final TrustedDevices trustedDevices;

	private final AccountDeletion deletion;

	private final Optional<TermsOfService> terms;

	private final ApplicationEventPublisher events;

	SignInCompletion(Sessions sessions, SessionCookie cookie, BrowserKey browserKey, KnownBrowsers knownBrowsers,
			Journey journey, SignInAttempts attempts, SecondFactors secondFactors, SecondFactorPolicy policy,
			TrustedDevices trustedDevices, AccountDeletion deletion, Optional<TermsOfService> terms,
			ApplicationEventPublisher events) {
		this.sessions = sessions;
		this.cookie = cookie;
		this.browserKey = browserKey;
		this.knownBrowsers = knownBrowsers;
		this.journey = journey;
		this.attempts = attempts;
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.trustedDevices = trustedDevices;
		this.deletion = deletion;
		this.terms = terms;
		this.events = events;
	}

	/**
	 * Takes the proof that begins a sign-in, and says where the browser goes next. If the
	 * person has a second factor, or must have one, that is the page which asks for it,
	 * and until then no session is open; else, and after a password on a device that they
	 * trust, the sign-in is whole. So it is when the proof is two factors in one.
	 * @param account whose owner proved who they are, read before that or with it
	 * @param factor how and when
	 * @param remembered whether the session outlives the browser
	 * @return the name of a view
	 */
	public String complete(Account account, Factor factor, boolean remembered, HttpServletRequest request,
			HttpServletResponse response) {
		return complete(account.generation(), false, factor, remembered, request, response);
	}

	/**
	 * The same for an account that may be one that is to be deleted. If it is, no session
	 * opens before the person decides to keep it.
	 * @param account one that admits the person ({@link Account#admits}), read before
	 * they proved who they are or with it
	 */
	public String admit(Account account, Factor factor, boolean remembered, HttpServletRequest request,
			HttpServletResponse response) {
		return complete(account.generation(), !account.enabled(), factor, remembered, request, response);
	}

	private String complete(AccountGeneration account, boolean toBeDeleted, Factor factor, boolean remembered,
			HttpServletRequest request, HttpServletResponse response) {
		AccountId accountId = account.accountId();
		List<Factor> proofs = List.of(factor);
		if (!factor.method().second() && needsSecond(accountId)) {
			Optional<Factor> trust = (factor.method() == Factor.Method.PASSWORD)
					? this.trustedDevices.inPlaceOfSecondStep(accountId, request) : Optional.empty();
			if (trust.isEmpty()) {
				this.attempts.begin(account, factor, remembered, request, response);
				return "redirect:" + this.journey.by(SECOND, request, response);
			}
			proofs = List.of(factor, trust.get());
		}
		if (toBeDeleted) {
			this.attempts.beginProved(account, factor, remembered, request, response);
			return "redirect:" + this.journey.by(KEEP, request, response);
		}
		boolean opened = open(account, proofs, remembered, request, response);
		return "redirect:"
				+ (opened ? onwards(accountId, request, response) : this.journey.by(OVER, request, response));
	}

	/**
	 * The answer where nothing is under way. Whoever is signed in goes on, since another
	 * tab was faster; but not where the browser has begun what was not made whole: that
	 * may have been somebody else, as whom nobody else goes on.
	 */
	public String over(@Nullable SignedInAccount current, HttpServletRequest request, HttpServletResponse response) {
		return this.journey.over(this.attempts.begunIn(request) ? null : current, request, response);
	}

	/**
	 * Adds a second factor, just proved, to the session of a person. The cookie is new.
	 * @return false when the session is over
	 */
	public boolean add(SignedInAccount person, Factor second, HttpServletResponse response) {
		try {
			this.cookie.write(response, this.sessions.renew(person.sessionId(), second));
			this.events.publishEvent(new SecondFactorAdded(person.accountId(), person.sessionId(), second.method()));
			return true;
		}
		catch (NoSuchSession ex) {
			return false;
		}
	}

	/**
	 * Makes a sign-in whole by its second factor, unless the person must decide to keep
	 * the account first.
	 * @return false when it is over, the session to which it belongs is, or everybody was
	 * shut out of the account
	 */
	public boolean complete(SignInAttempt attempt, Factor second, HttpServletRequest request,
			HttpServletResponse response) {
		if (attempt.toBeDeleted()) {
			return this.attempts.prove(attempt, second);
		}
		if (!this.attempts.finish(attempt, response)) {
			return false;
		}
		this.trustedDevices.trustIfWanted(attempt, request, response);
		if (attempt.sessionId() == null) {
			return open(attempt.account(), List.of(attempt.factor(), second), attempt.remembered(), request, response);
		}
		SignedInAccount current = SessionAuthentication.current();
		return current != null && current.sessionId().equals(attempt.sessionId()) && add(current, second, response);
	}

	/**
	 * Ends what a person has begun in a browser by the word of an upstream provider, and
	 * not made whole.
	 * @param browser the digest of the browser's key
	 */
	public void giveUp(AccountId accountId, byte[] browser) {
		this.attempts.endUpstream(accountId, browser);
	}

	/** Where the browser goes after the second factor. */
	public String onwards(SignInAttempt attempt, HttpServletRequest request, HttpServletResponse response) {
		return attempt.toBeDeleted() ? this.journey.by(KEEP, request, response)
				: onwards(attempt.accountId(), request, response);
	}

	/**
	 * Where the browser goes when the person is signed in. For an app, {@link NextStep}
	 * asks for the terms; who signs in for its own sake is asked here.
	 */
	public String onwards(AccountId accountId, HttpServletRequest request, HttpServletResponse response) {
		boolean open = !this.journey.forApp(request, response)
				&& this.terms.flatMap((known) -> known.toAccept(accountId)).isPresent();
		return open ? this.journey.by(TermsOfService.PAGE, request, response) : this.journey.onwards(request, response);
	}

	/**
	 * Makes a sign-in whole, all factors of which are proved, by the decision to keep the
	 * account.
	 * @return false when it is over, or it is too late
	 */
	public boolean keep(SignInAttempt proved, HttpServletRequest request, HttpServletResponse response) {
		return this.attempts.finish(proved, response) && this.deletion.withdraw(proved.account())
			.filter((kept) -> open(kept, proved.factors(), proved.remembered(), request, response))
			.isPresent();
	}

	private boolean needsSecond(AccountId accountId) {
		if (this.secondFactors.existFor(accountId)) {
			return true;
		}
		SecondFactorNeed need = this.policy.need(accountId);
		if (need == SecondFactorNeed.REPORTED) {
			this.events.publishEvent(new SecondFactorMissing(accountId, null));
		}
		return need == SecondFactorNeed.REQUIRED;
	}

	/**
	 * Opens a session, or renews the one of the same person, and writes its cookie. That
	 * is new in any case, so what was known of it before is worthless.
	 * @return false when everybody was shut out of the account since the first proof
	 */
	private boolean open(AccountGeneration account, List<Factor> factors, boolean remembered,
			HttpServletRequest request, HttpServletResponse response) {
		AccountId accountId = account.accountId();
		boolean surprising = this.knownBrowsers.surprises(accountId, request);
		Optional<NewSession> opened = session(account, factors, remembered, request);
		if (opened.isEmpty()) {
			this.events.publishEvent(new SignInFailed(Optional.of(accountId)));
			return false;
		}
		NewSession session = opened.get();
		this.cookie.write(response, session);
		this.events.publishEvent(
				new SignInSucceeded(accountId, session.sessionId(), factors.stream().map(Factor::method).toList()));
		if (surprising) {
			this.events.publishEvent(
					new SignedInFromNewBrowser(accountId, session.sessionId(), this.browserKey.device(request)));
		}
		return true;
	}

	private Optional<NewSession> session(AccountGeneration account, List<Factor> factors, boolean remembered,
			HttpServletRequest request) {
		SignedInAccount current = SessionAuthentication.current();
		if (current != null && current.accountId().equals(account.accountId())) {
			try {
				return Optional.of(this.sessions.renew(account, current.sessionId(), factors));
			}
			catch (NoSuchSession ex) {
				// It ended between the request and now, so the person needs a new one
				return this.sessions.open(account, factors, remembered, this.browserKey.device(request));
			}
		}
		Optional<NewSession> opened = this.sessions.open(account, factors, remembered, this.browserKey.device(request));
		if (current != null && opened.isPresent()) {
			this.sessions.end(current.sessionId(), EndReason.SWITCHED_ACCOUNT);
		}
		return opened;
	}

}
