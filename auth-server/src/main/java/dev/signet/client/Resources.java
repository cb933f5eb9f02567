package dev.signet.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.stereotype.Component;

/**
 * Which clients are which API resources (RFC 8707 §2). A resource server proves itself as
 * a client; as such it may ask about tokens meant for it (RFC 7662 §2.1) and exchange
 * them (RFC 8693). What others changed is seen after five seconds at most.
 */
@Component
public final class Resources {

	private static final String ALL = "all";

	private final PostgresResources stored;

	private final LookupCache<String, Map<String, Set<String>>> cache = new LookupCache<>(Ticker.systemTicker());

	Resources(PostgresResources stored) {
		this.stored = stored;
	}

	/**
	 * The APIs that a client is, by their identifiers; empty for most clients.
	 * @param clientId the identifier that the client sends
	 */
	public Set<String> identifiersOf(String clientId) {
		return this.cache.get(ALL, (key) -> Optional.of(this.stored.identifiersByClient()))
			.orElseThrow()
			.getOrDefault(clientId, Set.of());
	}

	/** Forgets what was read, after a change. */
	void drop() {
		this.cache.drop();
	}

}
