package dev.signet.federation.exchange;

import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.outbound.OutboundAnswer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The keys with which providers sign (RFC 7517 §5). They are remembered for five minutes;
 * for a key that is not among them they are fetched again, at most five times a minute,
 * so that made-up key ids make no calls. When they cannot be fetched, those known before
 * are kept for a day.
 */
@Component
final class UpstreamKeys {

	private static final String WHAT = "The keys";

	private static final Duration FRESH = Duration.ofMinutes(5);

	private static final Duration COUNTED = Duration.ofMinutes(1);

	private static final int CALLS = 5;

	private static final Duration KEPT = Duration.ofDays(1);

	private static final int MOST = 1_000;

	private final Cache<URI, Published> published = Caffeine.newBuilder().maximumSize(MOST).build();

	private final UpstreamHttp http;

	private final Clock clock;

	UpstreamKeys(UpstreamHttp http, Clock clock) {
		this.http = http;
		this.clock = clock;
	}

	/**
	 * The keys at an address.
	 * @param wanted whether the one that is wanted is among some
	 */
	Keys of(URI address, Predicate<JWKSet> wanted, Deadline deadline) throws UpstreamTrouble {
		return this.published.get(address, Published::new).keys(wanted, deadline);
	}

	/** Whether {@link #of} needs no call. */
	boolean remembers(URI address, Predicate<JWKSet> wanted) {
		Published known = this.published.getIfPresent(address);
		return known != null && known.remembers(wanted);
	}

	/** The same, read anew. */
	Keys fetch(URI address, Deadline deadline) throws UpstreamTrouble {
		OutboundAnswer answer = UpstreamHttp.usable(WHAT,
				this.http.get(WHAT, address, "application/jwk-set+json, application/json", null, deadline),
				FailureReason.NOTHING_USABLE);
		try {
			// Nothing symmetric is ever a key here
			return new Keys(JWKSet.parse(answer.text()).toPublicJWKSet(), issuers(answer));
		}
		catch (ParseException ex) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, WHAT + ": are no JWK Set.", ex);
		}
	}

	/** What only Microsoft has: the issuer for which a key signs, by the key's id. */
	private static Map<String, String> issuers(OutboundAnswer answer) throws UpstreamTrouble {
		Map<String, String> issuers = new HashMap<>();
		if (UpstreamHttp.object(WHAT, answer).get("keys") instanceof List<?> keys) {
			for (Object key : keys) {
				if (key instanceof Map<?, ?> members && members.get("kid") instanceof String id
						&& members.get("issuer") instanceof String issuer) {
					issuers.put(id, issuer);
				}
			}
		}
		return issuers;
	}

	/** The keys at one address. Of many that want them at once, one calls. */
	private final class Published {

		private final URI address;

		private final ReentrantLock calling = new ReentrantLock();

		private volatile @Nullable Fetched fetched;

		private volatile Counted counted = new Counted(Instant.EPOCH, 0);

		Published(URI address) {
			this.address = address;
		}

		Keys keys(Predicate<JWKSet> wanted, Deadline deadline) throws UpstreamTrouble {
			Fetched known = this.fetched;
			Instant now = UpstreamKeys.this.clock.instant();
			if (known != null && known.answers(wanted, now)) {
				return known.keys;
			}
			lock(deadline);
			try {
				Fetched meanwhile = this.fetched;
				return (meanwhile != null && meanwhile != known) ? meanwhile.keys
						: keysAnew(known, wanted, now, deadline);
			}
			finally {
				this.calling.unlock();
			}
		}

		boolean remembers(Predicate<JWKSet> wanted) {
			Fetched known = this.fetched;
			Instant now = UpstreamKeys.this.clock.instant();
			return known != null && (known.answers(wanted, now) || this.counted.at(now).calls > CALLS);
		}

		private Keys keysAnew(@Nullable Fetched known, Predicate<JWKSet> wanted, Instant now, Deadline deadline)
				throws UpstreamTrouble {
			if (known != null && !mayCall(now)) {
				return known.keys;
			}
			try {
				Keys keys = fetch(this.address, deadline);
				this.fetched = new Fetched(keys, now);
				return keys;
			}
			catch (UpstreamTrouble ex) {
				if (known != null && known.has(wanted) && now.isBefore(known.at.plus(KEPT))) {
					return known.keys;
				}
				throw ex;
			}
		}

		private boolean mayCall(Instant now) {
			this.counted = this.counted.at(now);
			return this.counted.calls <= CALLS;
		}

		private void lock(Deadline deadline) throws UpstreamTrouble {
			try {
				if (this.calling.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
					return;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw UpstreamTrouble.away(WHAT + ": took too long.", null);
		}

	}

	/**
	 * Keys.
	 *
	 * @param set the public keys
	 * @param issuers for which issuer each signs, by its id, where that is told
	 */
	record Keys(JWKSet set, Map<String, String> issuers) {

		/** Those that sign for any issuer, or for such a one. */
		JWKSet signingFor(Predicate<String> issuer) {
			List<JWK> signing = this.set.getKeys().stream().filter((key) -> {
				String told = (key.getKeyID() != null) ? this.issuers.get(key.getKeyID()) : null;
				return told == null || issuer.test(told);
			}).toList();
			return new JWKSet(signing);
		}

	}

	/** How many calls were wanted since when. */
	private record Counted(Instant from, int calls) {

		/** With one more. */
		Counted at(Instant now) {
			return (Duration.between(this.from, now).abs().compareTo(COUNTED) > 0) ? new Counted(now, 1)
					: new Counted(this.from, this.calls + 1);
		}

	}

	private record Fetched(Keys keys, Instant at) {

		boolean answers(Predicate<JWKSet> wanted, Instant now) {
			return now.isBefore(this.at.plus(FRESH)) && has(wanted);
		}

		boolean has(Predicate<JWKSet> wanted) {
			return wanted.test(this.keys.set);
		}

	}

}
