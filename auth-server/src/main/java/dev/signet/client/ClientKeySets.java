package dev.signet.client;

import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.outbound.OutboundAnswer;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The public keys of clients, as they gave them or as they publish them (RFC 7517 §5). A
 * published set is kept for five minutes. For a key that is not in it, it is fetched
 * again, at most once a minute; when that fails, the keys known before are kept for a
 * day.
 */
@Component
public final class ClientKeySets {

	/**
	 * How request objects may be signed (OpenID Connect Core 1.0 §6.1); nothing
	 * symmetric, so no stored secret is ever a key.
	 */
	public static final List<String> REQUEST_OBJECT_ALGORITHMS = List.of("none", "RS256", "PS256", "ES256", "EdDSA");

	private static final Logger logger = LoggerFactory.getLogger(ClientKeySets.class);

	private static final Duration FRESH = Duration.ofMinutes(5);

	private static final Duration BETWEEN_CALLS = Duration.ofMinutes(1);

	private static final Duration KEPT = Duration.ofDays(1);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final int MOST_SETS = 10_000;

	private static final int LONGEST = 64 * 1024;

	private final Cache<URI, PublishedKeys> published = Caffeine.newBuilder().maximumSize(MOST_SETS).build();

	private final OutboundHttp http;

	private final Clock clock;

	ClientKeySets(OutboundHttp http, Clock clock) {
		this.http = http;
		this.clock = clock;
	}

	/**
	 * The keys of a client that fit; none when it has none or they cannot be had. May
	 * call the client's server, so no database connection may be held.
	 */
	public List<JWK> select(Client client, JWKSelector selector) {
		String given = client.jwks();
		if (given != null) {
			return selector.select(parse(given));
		}
		URI address = client.jwksUri();
		return (address == null) ? List.of()
				: this.published.get(address, (key) -> new PublishedKeys(key)).select(selector);
	}

	/** Nobody has looked at a published set before: weak keys are not among its keys. */
	private static JWKSet parse(String json) {
		try {
			return new JWKSet(JWKSet.parse(json)
				.toPublicJWKSet()
				.getKeys()
				.stream()
				.filter((key) -> !ClientKeyRules.weak(key))
				.toList());
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException("Not a JWK Set");
		}
	}

	/** The keys at one address. Of many that want them at once, one calls. */
	private final class PublishedKeys {

		private final URI address;

		private final ReentrantLock calling = new ReentrantLock();

		private volatile JWKSet keys = new JWKSet();

		private volatile Instant fetchedAt = Instant.MIN;

		private volatile Instant calledAt = Instant.MIN;

		PublishedKeys(URI address) {
			this.address = address;
		}

		List<JWK> select(JWKSelector selector) {
			Instant now = ClientKeySets.this.clock.instant();
			List<JWK> found = selector.select(this.keys);
			boolean stale = !now.isBefore(after(this.fetchedAt, FRESH));
			if (!found.isEmpty() && !stale) {
				return found;
			}
			refresh(now);
			return now.isBefore(after(this.fetchedAt, KEPT)) ? selector.select(this.keys) : List.of();
		}

		private void refresh(Instant now) {
			try {
				if (!this.calling.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
					return;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			try {
				if (!now.isBefore(after(this.calledAt, BETWEEN_CALLS))) {
					this.calledAt = now;
					fetch(now);
				}
			}
			finally {
				this.calling.unlock();
			}
		}

		private void fetch(Instant now) {
			try {
				OutboundAnswer answer = ClientKeySets.this.http.get(this.address,
						"application/jwk-set+json, application/json", LONGEST);
				if (answer.status() == 200) {
					this.keys = parse(answer.text());
					this.fetchedAt = now;
					return;
				}
				logger.info("No keys at {}: status {}", this.address, answer.status());
			}
			catch (OutboundFailed ex) {
				logger.info("No keys at {}: {}", this.address, ex.getMessage());
			}
			catch (IllegalArgumentException ex) {
				logger.info("No keys at {}: what is there is no JWK Set", this.address);
			}
		}

		private static Instant after(Instant moment, Duration duration) {
			return moment.equals(Instant.MIN) ? moment : moment.plus(duration);
		}

	}

}
