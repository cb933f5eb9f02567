package dev.signet.signin.throttle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.proof.AskedBefore;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.Network;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is counted for an account or a network, at whatever door, for those who run this
 * server.
 */
@Component
@NamedInterface("throttle")
public class Throttles {

	/** Of each door; who runs a server under an attack from more does not lift them. */
	private static final int MOST_HELD = 500;

	private final PasswordLimits passwords;

	private final SecondFactorLimits secondFactors;

	private final Optional<LimitsElsewhere> elsewhere;

	private final Asks asks;

	private final ApplicationEventPublisher events;

	Throttles(PasswordLimits passwords, SecondFactorLimits secondFactors, Optional<LimitsElsewhere> elsewhere,
			Asks asks, ApplicationEventPublisher events) {
		this.passwords = passwords;
		this.secondFactors = secondFactors;
		this.elsewhere = elsewhere;
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

	/** The networks from which nothing more is looked at, at one door or another. */
	public List<AskedBefore> heldNetworks() {
		return networkAskers("").flatMap((door) -> this.asks.held(door.what(), door.most(), MOST_HELD).stream())
			.toList();
	}

	/**
	 * Forgets what is counted for a network.
	 * @param network as it is told, or an address in it
	 * @param by who wants it
	 * @return whether something was counted
	 */
	@Transactional
	public boolean liftNetwork(String network, AccountId by) {
		String known = Network.of(network);
		List<Asker> askers = networkAskers(known).toList();
		boolean counted = !this.asks.before(askers).isEmpty();
		if (counted) {
			this.asks.forget(askers);
			this.events.publishEvent(new NetworkThrottlesLifted(known, by));
		}
		return counted;
	}

	private Stream<Asker> networkAskers(String network) {
		return Arrays.stream(Asking.values())
			.filter(Asking::byNetwork)
			.map((what) -> (what == Asking.PASSWORD_FROM_NETWORK) ? this.passwords.ofNetwork(network)
					: Asker.of(what, network));
	}

	/** Where something else than an account is counted, nothing is found under its id. */
	private List<Asker> askers(Account account) {
		return Stream
			.of(this.passwords.of(account).stream(), this.secondFactors.of(account.id()),
					this.elsewhere.stream().flatMap((limits) -> limits.of(account.id()).stream()),
					Arrays.stream(Asking.values()).map((what) -> Asker.of(what, account.id().toString())))
			.flatMap((askers) -> askers)
			.distinct()
			.toList();
	}

}
