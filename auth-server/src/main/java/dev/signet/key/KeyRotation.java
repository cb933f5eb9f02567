package dev.signet.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JWSAlgorithm;
import dev.signet.key.SigningKey.State;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves the keys through their states. A key is published before it signs and after it
 * has signed, so that no client ever meets a token whose key it cannot know.
 */
final class KeyRotation {

	private final PostgresSigningKeys keys;

	private final KeyProperties properties;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	KeyRotation(PostgresSigningKeys keys, KeyProperties properties, TransactionOperations transactions,
			ApplicationEventPublisher events, Clock clock) {
		this.keys = keys;
		this.properties = properties;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/** Whether there is something to do for these keys. */
	boolean isDue(List<SigningKey> published) {
		return !isComplete(published) || isNextDue(published) || published.stream().anyMatch(this::isOutlived);
	}

	/** Whether there is a key to sign with and one to follow it. */
	static boolean isComplete(List<SigningKey> published) {
		return find(published, State.ACTIVE).isPresent() && find(published, State.NEXT).isPresent();
	}

	/**
	 * Does what is due, after waiting for another node that is at it.
	 * @param force whether to let the next key sign although its time has not come
	 */
	void run(boolean force) {
		this.transactions.executeWithoutResult((status) -> {
			this.keys.lock();
			advance(this.keys.published(), force);
		});
	}

	/** Does what is due, unless another node is at it. */
	void runIfFree() {
		this.transactions.executeWithoutResult((status) -> {
			if (this.keys.tryLock()) {
				advance(this.keys.published(), false);
			}
		});
	}

	private void advance(List<SigningKey> published, boolean force) {
		Instant now = this.clock.instant();
		published.stream().filter(this::isOutlived).forEach((key) -> this.keys.move(key, State.RETIRED, now));
		Optional<SigningKey> active = find(published, State.ACTIVE);
		Optional<SigningKey> next = find(published, State.NEXT);
		if (active.isEmpty() || force || isNextDue(published)) {
			active.ifPresent((key) -> this.keys.move(key, State.RETIRING, now));
			next.ifPresent((key) -> this.keys.move(key, State.ACTIVE, now));
			String signing = next.orElseGet(() -> add(State.ACTIVE, now)).id();
			add(State.NEXT, now);
			this.events.publishEvent(
					new KeyRotated(JWSAlgorithm.RS256.getName(), signing, active.map(SigningKey::id).orElse("")));
		}
		else if (next.isEmpty()) {
			add(State.NEXT, now);
		}
	}

	private SigningKey add(State state, Instant now) {
		SigningKey key = SigningKey.generate(state, now);
		this.keys.add(key);
		return key;
	}

	private boolean isNextDue(List<SigningKey> published) {
		return find(published, State.ACTIVE).filter((key) -> hasLasted(key, this.properties.signingPeriod()))
			.isPresent()
				&& find(published, State.NEXT).filter((key) -> hasLasted(key, this.properties.publishedBefore()))
					.isPresent();
	}

	private boolean isOutlived(SigningKey key) {
		return key.state() == State.RETIRING && hasLasted(key, this.properties.publishedAfter());
	}

	private boolean hasLasted(SigningKey key, Duration duration) {
		return !key.since().plus(duration).isAfter(this.clock.instant());
	}

	private static Optional<SigningKey> find(List<SigningKey> published, State state) {
		return published.stream().filter((key) -> key.state() == state).findFirst();
	}

}
