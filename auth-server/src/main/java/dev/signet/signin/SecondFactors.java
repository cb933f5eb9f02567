package dev.signet.signin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.credential.Authenticators;
import dev.signet.credential.RecoveryCodes;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factors of people: an authenticator app, and recovery codes in its place.
 */
@Component
public class SecondFactors {

	private final Authenticators authenticators;

	private final RecoveryCodes recoveryCodes;

	private final Asks asks;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SecondFactors(Authenticators authenticators, RecoveryCodes recoveryCodes, Asks asks,
			ApplicationEventPublisher events, Clock clock) {
		this.authenticators = authenticators;
		this.recoveryCodes = recoveryCodes;
		this.asks = asks;
		this.events = events;
		this.clock = clock;
	}

	/** Whether a person has a second factor, which a sign-in then asks for. */
	public boolean existFor(AccountId accountId) {
		return !waysOf(accountId).isEmpty();
	}

	/**
	 * The ways in which a person can prove a second factor; none when they have no second
	 * factor.
	 */
	List<SecondWay> waysOf(AccountId accountId) {
		return this.authenticators.of(accountId).isPresent() ? List.of(SecondWay.APP, SecondWay.RECOVERY_CODE)
				: List.of();
	}

	/**
	 * Checks what a person typed as their second factor. This is the one door for guesses
	 * at codes, whatever sign-in they are for. A guess is counted before it is looked at,
	 * and taken back when it was right.
	 * @param typed a code of the app or a recovery code; it is used by this
	 * @return the proof, empty when it is none
	 * @throws TooManyCodes when it was not looked at
	 */
	Optional<Factor> prove(AccountId accountId, String typed) throws TooManyCodes {
		if (!this.asks.count(Asking.SECOND_FACTOR, accountId.toString())) {
			throw new TooManyCodes(this.asks.wait(Asking.SECOND_FACTOR, accountId.toString()));
		}
		Optional<Factor.Method> method = method(accountId, typed);
		if (method.isPresent()) {
			this.asks.forgive(Asking.SECOND_FACTOR, accountId.toString());
		}
		else {
			this.events.publishEvent(new SecondFactorFailed(accountId));
		}
		return method.map((proved) -> new Factor(proved, this.clock.instant()));
	}

	/**
	 * Sets up the first second factor of a person: an authenticator app, with recovery
	 * codes for the day on which it is lost.
	 * @return the recovery codes, to be shown once; empty when the code is wrong or the
	 * person has a second factor by now
	 */
	@Transactional
	public Optional<List<String>> setUp(AccountId accountId, AuthenticatorSecret secret, String code) {
		return this.authenticators.add(accountId, secret, code) ? Optional.of(this.recoveryCodes.first(accountId))
				: Optional.empty();
	}

	/** Takes the authenticator app away, and the recovery codes that stood in for it. */
	@Transactional
	public void remove(AccountId accountId) {
		this.authenticators.remove(accountId);
		this.recoveryCodes.remove(accountId);
	}

	private Optional<Factor.Method> method(AccountId accountId, String typed) {
		if (this.authenticators.use(accountId, typed)) {
			return Optional.of(Factor.Method.TOTP);
		}
		return this.recoveryCodes.use(accountId, typed) ? Optional.of(Factor.Method.RECOVERY_CODE) : Optional.empty();
	}

}
