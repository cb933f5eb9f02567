package dev.signet.client;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Looks up clients. Results are remembered: a change made by this node is seen at once,
 * one made by another as soon as it is heard, and after five seconds at most.
 */
@Component
public final class Clients {

	/**
	 * What can be a client id at all (RFC 6749 A.1). The rest is not worth a look-up, and
	 * a NUL would make the database complain.
	 */
	private static final Pattern POSSIBLE = Pattern.compile("[!-~]{1,255}");

	private final PostgresClients stored;

	private final LookupCache<String, Known> byClientId = new LookupCache<>(Ticker.systemTicker());

	private final LookupCache<UUID, Known> byId = new LookupCache<>(Ticker.systemTicker());

	private final ClientUses uses;

	Clients(PostgresClients stored, ClientUses uses) {
		this.stored = stored;
		this.uses = uses;
	}

	/**
	 * Finds a client, disabled ones too.
	 * @param clientId the identifier that it sends
	 */
	public Optional<Client> findByClientId(String clientId) {
		return inUse(clientId).map(Known::client);
	}

	/**
	 * Finds a client that is only spoken of, disabled ones too: that is no use of it.
	 * @param clientId the identifier that it sends
	 */
	public Optional<Client> findMentioned(String clientId) {
		return known(clientId).map(Known::client);
	}

	/**
	 * Finds a client, disabled ones too. That is no use of it: whatever it asks for names
	 * it by the identifier that it sends.
	 * @param id what other tables refer to
	 */
	public Optional<Client> findById(UUID id) {
		return known(id).map(Known::client);
	}

	/**
	 * Finds a client that somebody looked up a moment ago, disabled ones too. Never asks
	 * the database.
	 * @param clientId the identifier that it sends
	 */
	public Optional<Client> remembered(String clientId) {
		return this.byClientId.remembered(clientId).map(Known::client);
	}

	/** The client for the framework, unless it is disabled. */
	Optional<RegisteredClient> registered(String clientId) {
		return inUse(clientId).filter(Known::enabled).map(Known::registered);
	}

	/** The client for the framework, unless it is disabled. */
	Optional<RegisteredClient> registered(UUID id) {
		return known(id).filter(Known::enabled).map(Known::registered);
	}

	/** Forgets what was read, after a change. */
	void drop() {
		this.byClientId.drop();
		this.byId.drop();
	}

	/** Who is asked for by the identifier that it sends is in use. */
	private Optional<Known> inUse(String clientId) {
		Optional<Known> known = known(clientId);
		known.map(Known::client).map(Client::id).ifPresent(this.uses::note);
		return known;
	}

	private Optional<Known> known(String clientId) {
		return this.byClientId.remembered(clientId).or(() -> lookUp(clientId));
	}

	private Optional<Known> lookUp(String clientId) {
		if (!POSSIBLE.matcher(clientId).matches()) {
			return Optional.empty();
		}
		return this.byClientId.get(clientId, (key) -> this.stored.findByClientId(key).map(Known::of));
	}

	private Optional<Known> known(UUID id) {
		return this.byId.get(id, (key) -> this.stored.findById(key).map(Known::of));
	}

	/** A client with its face for the framework, mapped once. */
	private record Known(Client client, RegisteredClient registered) {

		static Known of(PostgresClients.Found found) {
			return new Known(found.client(), RegisteredClients.map(found.client(), found.secrets()));
		}

		boolean enabled() {
			return this.client.enabled();
		}

	}

}
