package dev.signet.key;

import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.key.SigningKey.State;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves the keys of each algorithm through their states. A key is published before it
 * signs and after it has signed, so that no client ever meets a token whose key it cannot
 * know. Keys of an algorithm that is not among the settings are left as they are: another
 * node may sign with them.
 */
final class KeyRotation {

	private final PostgresSigningKeys keys;

	private final KeyProperties properties;

	private final @Nullable Provider provider;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	KeyRotation(PostgresSigningKeys keys, KeyProperties properties, @Nullable Provider provider,
			TransactionOperations transactions, ApplicationEventPublisher events, Clock clock) {
		this.keys = keys;
		this.properties = properties;
		this.provider = provider;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/** Whether there is something to do for these keys. */
	boolean isDue(List<SigningKey> published) {
		return !isComplete(published) || published.stream().anyMatch(this::isOutlived)
				|| this.properties.algorithms().stream().anyMatch((algorithm) -> isNextDue(published, algorithm));
	}

	/** Whether each algorithm has a key to sign with and one to follow it. */
	boolean isComplete(List<SigningKey> published) {
		return this.properties.algorithms()
			.stream()
			.allMatch((algorithm) -> find(published, algorithm, State.ACTIVE).isPresent()
					&& find(published, algorithm, State.NEXT).isPresent());
	}

	/**
	 * Does what is due, after waiting for another node that is at it.
	 * @param forced the algorithms whose next key signs although its time has not come
	 * @param by the account that asked for it, or null
	 */
	void run(Set<SigningAlgorithm> forced, @Nullable UUID by) {
		this.transactions.executeWithoutResult((status) -> {
			this.keys.lock();
			advance(forced, by);
		});
	}

	/** Does what is due, unless another node is at it. */
	void runIfFree() {
		this.transactions.executeWithoutResult((status) -> {
			if (this.keys.tryLock()) {
				advance(Set.of(), null);
			}
		});
	}

	/**
	 * Takes a key out of the ring. If it was the one that signs, the next one does.
	 * @param by the account that asked for it, or null
	 * @return whether there is such a key, withdrawn now or earlier
	 */
	boolean withdraw(String keyId, @Nullable UUID by) {
		return this.transactions.execute((status) -> {
			this.keys.lock();
			Optional<SigningKey> key = this.keys.find(keyId);
			key.filter((found) -> found.state() != State.WITHDRAWN).ifPresent((found) -> withdraw(found, by));
			return key.isPresent();
		});
	}

	private void withdraw(SigningKey key, @Nullable UUID by) {
		this.keys.move(key, State.WITHDRAWN, this.clock.instant());
		this.events.publishEvent(new KeyWithdrawn(key.algorithm().value(), key.id(), key.state().name(), by));
		advance(Set.of(), by);
	}

	private void advance(Set<SigningAlgorithm> forced, @Nullable UUID by) {
		Instant now = this.clock.instant();
		List<SigningKey> published = this.keys.published();
		published.stream().filter(this::isOutlived).forEach((key) -> this.keys.move(key, State.RETIRED, now));
		for (SigningAlgorithm algorithm : this.properties.algorithms()) {
			advance(algorithm, published, forced.contains(algorithm), now, by);
		}
	}

	private void advance(SigningAlgorithm algorithm, List<SigningKey> published, boolean forced, Instant now,
			@Nullable UUID by) {
		Optional<SigningKey> active = find(published, algorithm, State.ACTIVE);
		Optional<SigningKey> next = find(published, algorithm, State.NEXT);
		if (active.isEmpty() || forced || isNextDue(published, algorithm)) {
			active.ifPresent((key) -> this.keys.move(key, State.RETIRING, now));
			next.ifPresent((key) -> this.keys.move(key, State.ACTIVE, now));
			String signing = next.orElseGet(() -> add(algorithm, State.ACTIVE, now)).id();
			add(algorithm, State.NEXT, now);
			this.events
				.publishEvent(new KeyRotated(algorithm.value(), signing, active.map(SigningKey::id).orElse(""), by));
		}
		else if (next.isEmpty()) {
			add(algorithm, State.NEXT, now);
		}
	}

	private SigningKey add(SigningAlgorithm algorithm, State state, Instant now) {
		SigningKey key = SigningKey.generate(algorithm, state, now, this.provider);
		this.keys.add(key);
		return key;
	}

	private boolean isNextDue(List<SigningKey> published, SigningAlgorithm algorithm) {
		Optional<SigningKey> active = find(published, algorithm, State.ACTIVE);
		return active.filter(this::isRotationAsked).isPresent()
				|| (active.filter((key) -> hasLasted(key, this.properties.signingPeriod())).isPresent()
						&& find(published, algorithm, State.NEXT)
							.filter((key) -> hasLasted(key, this.properties.publishedBefore()))
							.isPresent());
	}

	private boolean isRotationAsked(SigningKey active) {
		Instant moment = this.properties.rotateAt();
		return moment != null && active.since().isBefore(moment) && !moment.isAfter(this.clock.instant());
	}

	private boolean isOutlived(SigningKey key) {
		return key.state() == State.RETIRING && hasLasted(key, this.properties.publishedAfter());
	}

	private boolean hasLasted(SigningKey key, Duration duration) {
		return !key.since().plus(duration).isAfter(this.clock.instant());
	}

	private static Optional<SigningKey> find(List<SigningKey> published, SigningAlgorithm algorithm, State state) {
		return published.stream().filter((key) -> key.algorithm() == algorithm && key.state() == state).findFirst();
	}

}
