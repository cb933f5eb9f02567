package dev.signet.signin.factor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.credential.Authenticators;
import dev.signet.credential.RecoveryCodes;
import dev.signet.passkey.PasskeyRefused;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TooManyPasskeys;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.session.BrowserKey;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionHold;
import dev.signet.signin.throttle.SecondFactorFailed;
import dev.signet.signin.throttle.SecondFactorLimits;
import dev.signet.signin.throttle.TooManyCodes;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factors of people: passkeys, an authenticator app, and recovery codes in
 * their place. The codes are made after the first factor and go with the last.
 */
@Component
@NamedInterface("factor")
public class SecondFactors {

	private final Accounts accounts;

	private final SessionHold sessionHold;

	private final SignInAttempts attempts;

	private final Authenticators authenticators;

	private final Passkeys passkeys;

	private final BrowserPasskeys browserPasskeys;

	private final RecoveryCodes recoveryCodes;

	private final SecondFactorLimits limits;

	private final BrowserKey browserKey;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SecondFactors(Accounts accounts, SessionHold sessionHold, SignInAttempts attempts, Authenticators authenticators,
			Passkeys passkeys, BrowserPasskeys browserPasskeys, RecoveryCodes recoveryCodes, SecondFactorLimits limits,
			BrowserKey browserKey, ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.sessionHold = sessionHold;
		this.attempts = attempts;
		this.authenticators = authenticators;
		this.passkeys = passkeys;
		this.browserPasskeys = browserPasskeys;
		this.recoveryCodes = recoveryCodes;
		this.limits = limits;
		this.browserKey = browserKey;
		this.events = events;
		this.clock = clock;
	}

	/** Whether a person has a second factor, which a sign-in then asks for. */
	public boolean existFor(AccountId accountId) {
		return this.authenticators.of(accountId).isPresent() || this.passkeys.existFor(accountId);
	}

	/**
	 * Whether a person has one second factor, and so would have none without it. Recovery
	 * codes are none: they stand in for one.
	 */
	public boolean oneLeft(AccountId accountId) {
		return this.passkeys.of(accountId).size() + (this.authenticators.of(accountId).isPresent() ? 1 : 0) == 1;
	}

	/**
	 * The ways in which a person can prove a second factor; none when they have no second
	 * factor.
	 */
	public List<SecondWay> waysOf(AccountId accountId) {
		List<SecondWay> ways = new ArrayList<>();
		if (this.passkeys.existFor(accountId)) {
			ways.add(SecondWay.PASSKEY);
		}
		if (this.authenticators.of(accountId).isPresent()) {
			ways.add(SecondWay.APP);
		}
		if (!ways.isEmpty()) {
			ways.add(SecondWay.RECOVERY_CODE);
		}
		return ways;
	}

	/**
	 * Checks what a person gave as their second factor. This is the one door for guesses,
	 * whatever sign-in they are for. A guess is counted before it is looked at, and taken
	 * back when it was right.
	 * @param answer a code, or the answer of a passkey; it is used by this
	 * @return the proof, empty when it is none
	 * @throws TooManyCodes when it was not looked at
	 */
	public Optional<Factor> prove(AccountId accountId, SecondWay way, String answer, HttpServletRequest request)
			throws TooManyCodes {
		return prove(accountId, request,
				() -> (way == SecondWay.PASSKEY) ? byPasskey(accountId, answer, request) : byCode(accountId, answer));
	}

	/**
	 * As {@link #prove(AccountId, SecondWay, String, HttpServletRequest)}, whatever the
	 * answer is.
	 * @param guess looks at it, and uses it
	 */
	public Optional<Factor> prove(AccountId accountId, HttpServletRequest request,
			Supplier<Optional<Factor.Method>> guess) throws TooManyCodes {
		SecondFactorLimits.Guess counted = this.limits.count(accountId, request);
		Optional<Factor.Method> method = guess.get();
		if (method.isPresent()) {
			this.limits.takeBack(accountId, counted);
		}
		else {
			this.events.publishEvent(new SecondFactorFailed(accountId));
			List<Asking> reached = counted.last().stream().map(Asker::what).toList();
			if (!reached.isEmpty()) {
				this.events.publishEvent(new SecondFactorHeld(accountId, reached, this.browserKey.device(request)));
			}
		}
		return method.map((proved) -> new Factor(proved, this.clock.instant()));
	}

	/**
	 * Whether a person has a second factor, and no recovery code for the day on which it
	 * is lost.
	 */
	public boolean withoutCodes(AccountId accountId) {
		return existFor(accountId) && this.recoveryCodes.left(accountId) == 0;
	}

	/**
	 * Makes recovery codes by the form that carries their seed.
	 * @param offer of {@link RecoveryCodes#offer}
	 * @return the codes, as {@link RecoveryCodes#make} has it
	 * @throws NoSuchSession when the session is over
	 */
	@Transactional
	public Optional<List<String>> makeCodes(SignedInAccount person, String offer) throws NoSuchSession {
		this.sessionHold.hold(person);
		return this.recoveryCodes.make(person.accountId(), offer);
	}

	/**
	 * Sets up an authenticator app as the first second factor of a person.
	 * @return false when the code is wrong or the person has a second factor by now
	 * @throws NoSuchSession when their session is over
	 */
	@Transactional
	public boolean setUp(SignedInAccount person, AuthenticatorSecret secret, String code) throws NoSuchSession {
		this.sessionHold.hold(person);
		return setUp(person.accountId(), secret, code);
	}

	/**
	 * The same in the course of a sign-in.
	 * @return false also when that is over
	 */
	@Transactional
	public boolean setUp(SignInAttempt attempt, AuthenticatorSecret secret, String code) {
		return hold(attempt) && setUp(attempt.accountId(), secret, code);
	}

	private boolean setUp(AccountId accountId, AuthenticatorSecret secret, String code) {
		return !this.passkeys.existFor(accountId) && this.authenticators.add(accountId, secret, code);
	}

	/**
	 * Sets up an authenticator app in place of another one, or beside passkeys.
	 * @return false when the code is wrong
	 * @throws NoSuchSession when the session is over
	 */
	@Transactional
	public boolean replaceApp(SignedInAccount person, AuthenticatorSecret secret, String code) throws NoSuchSession {
		this.sessionHold.hold(person);
		return this.authenticators.replace(person.accountId(), secret, code);
	}

	/**
	 * Adds a passkey as the first second factor of a person in the course of a sign-in,
	 * as {@link #addPasskey}.
	 * @return false when the person has a second factor by now, or the sign-in is over
	 */
	@Transactional
	public boolean setUpPasskey(SignInAttempt attempt, String answer, String otherwise, HttpServletRequest request)
			throws PasskeyRefused {
		return hold(attempt) && !existFor(attempt.accountId())
				&& addPasskey(attempt.accountId(), answer, otherwise, request);
	}

	/**
	 * Adds a passkey.
	 * @param answer of the browser to {@link BrowserPasskeys#forNew}
	 * @param otherwise what to call it when its kind has no known name
	 * @return whether it is the person's first second factor
	 * @throws NoSuchSession when the session is over
	 */
	@Transactional
	public boolean addPasskey(SignedInAccount person, String answer, String otherwise, HttpServletRequest request)
			throws PasskeyRefused, TooManyPasskeys, NoSuchSession {
		this.sessionHold.hold(person);
		return addPasskey(person.accountId(), answer, otherwise, request);
	}

	private boolean addPasskey(AccountId accountId, String answer, String otherwise, HttpServletRequest request) {
		boolean first = !existFor(accountId);
		this.passkeys.add(accountId, answer, otherwise, this.browserPasskeys.browser(request));
		return first;
	}

	private boolean hold(SignInAttempt attempt) {
		this.accounts.hold(attempt.accountId());
		return this.attempts.isUnderWay(attempt);
	}

	/** Takes the authenticator app away, and with the last factor the recovery codes. */
	@Transactional
	public void removeApp(AccountId accountId) {
		this.accounts.hold(accountId);
		this.authenticators.remove(accountId);
		removeCodesOfNothing(accountId);
	}

	/**
	 * Takes a passkey away, and with the last factor the recovery codes.
	 * @return false when the person has none with this id
	 */
	@Transactional
	public boolean removePasskey(AccountId accountId, UUID id) {
		boolean removed = this.passkeys.remove(accountId, id);
		removeCodesOfNothing(accountId);
		return removed;
	}

	/** Takes away what was added after a moment, and recovery codes made after it. */
	@Transactional
	public void removeAddedAfter(AccountId accountId, Instant moment) {
		this.passkeys.removeAddedAfter(accountId, moment);
		this.authenticators.removeAddedAfter(accountId, moment);
		this.recoveryCodes.removeMadeAfter(accountId, moment);
		removeCodesOfNothing(accountId);
	}

	private void removeCodesOfNothing(AccountId accountId) {
		if (!existFor(accountId)) {
			this.recoveryCodes.remove(accountId);
		}
	}

	private Optional<Factor.Method> byPasskey(AccountId accountId, String answer, HttpServletRequest request) {
		try {
			this.browserPasskeys.prove(accountId, answer, request);
			return Optional.of(Factor.Method.PASSKEY);
		}
		catch (PasskeyRefused ex) {
			return Optional.empty();
		}
	}

	private Optional<Factor.Method> byCode(AccountId accountId, String typed) {
		if (this.authenticators.use(accountId, typed)) {
			return Optional.of(Factor.Method.TOTP);
		}
		return this.recoveryCodes.use(accountId, typed) ? Optional.of(Factor.Method.RECOVERY_CODE) : Optional.empty();
	}

}
