package dev.signet.signin;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.proof.AskedBefore;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is counted for an account, at whatever door, for those who run this server. What
 * is counted for a network is nobody's, and passes by itself.
 */
@Component
public class Throttles {

	private final PasswordLimits passwords;

	private final Asks asks;

	private final ApplicationEventPublisher events;

	Throttles(PasswordLimits passwords, Asks asks, ApplicationEventPublisher events) {
		this.passwords = passwords;
		this.asks = asks;
		this.events = events;
	}

	/** What is counted now. */
	public List<AskedBefore> of(Account account) {
		return this.asks.before(askers(account));
	}

	/**
	 * Forgets it.
	 * @param by who wants it
	 */
	@Transactional
	public void lift(Account account, AccountId by) {
		this.asks.forget(askers(account));
		this.events.publishEvent(new ThrottlesLifted(account.id(), by));
	}

	/** Where something else than an account is counted, nothing is found under its id. */
	private List<Asker> askers(Account account) {
		return Stream
			.concat(this.passwords.of(account).stream(),
					Arrays.stream(Asking.values()).map((what) -> Asker.of(what, account.id().toString())))
			.distinct()
			.toList();
	}

}
