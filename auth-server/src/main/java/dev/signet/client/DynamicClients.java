package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.signet.client.DynamicRegistrationProperties.Mode;
import dev.signet.client.PostgresDynamicClients.Row;
import dev.signet.refusal.Refusal;
import dev.signet.secret.RandomText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clients that register themselves (RFC 7591, OpenID Connect Dynamic Client Registration
 * 1.0) and look after their registration (RFC 7592). Who registers gets a registration
 * access token; each change puts a new one in its place. An answer has the members that
 * the client reads, as JSON has them.
 */
@Component
public final class DynamicClients implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(DynamicClients.class);

	private final DynamicRegistrationProperties properties;

	private final InitialAccessTokens tokens;

	private final RegistrationRate rate;

	private final MetadataReader reader;

	private final SectorDocuments sectors;

	private final PostgresDynamicClients rows;

	private final PostgresClients stored;

	private final ClientRegistration registration;

	private final ClientChanges changes;

	private final ClientSecrets secrets;

	private final AcrOffer acr;

	private final TransactionTemplate transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final RandomText random = new RandomText();

	DynamicClients(DynamicRegistrationProperties properties, InitialAccessTokens tokens, RegistrationRate rate,
			MetadataReader reader, SectorDocuments sectors, PostgresDynamicClients rows, PostgresClients stored,
			ClientRegistration registration, ClientChanges changes, ClientSecrets secrets, AcrOffer acr,
			TransactionTemplate transactions, ApplicationEventPublisher events, Clock clock) {
		this.properties = properties;
		this.tokens = tokens;
		this.rate = rate;
		this.reader = reader;
		this.sectors = sectors;
		this.rows = rows;
		this.stored = stored;
		this.registration = registration;
		this.changes = changes;
		this.secrets = secrets;
		this.acr = acr;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (offered() && !this.properties.requirePkce()) {
			log.warn("Clients that register themselves with a secret are excused from PKCE: nothing binds their codes "
					+ "to the browser that asked for them. Remove signet.client.registration.require-pkce as soon as "
					+ "they can do better");
		}
	}

	/** Whether clients may register themselves at all. */
	public boolean offered() {
		return this.properties.mode() != Mode.OFF;
	}

	/**
	 * Registers a client (RFC 7591 §3). May call the server of a sector, so no database
	 * connection may be held.
	 * @param initialToken the token that allows it; null when none was sent
	 * @param metadata what the client says of itself, as JSON
	 * @param address where the request came from
	 * @throws RegistrationRefused with what the client may know
	 */
	public Map<String, Object> register(@Nullable String initialToken, byte[] metadata, String address) {
		String tokenName = (initialToken == null) ? allowStranger() : allow(initialToken);
		String clientId = this.random.name("c-");
		ReadMetadata read = this.reader.read(clientId, metadata, tokenName != null);
		if (tokenName == null) {
			this.rate.count(address);
		}
		this.sectors.check(read.details());
		String accessToken = this.random.secret("sgn_rat_");
		List<PlainSecret> issued = secretFor(read.details());
		Client client = this.transactions.execute((status) -> {
			// Another caller may have used it up in the meantime
			if (initialToken != null && !this.tokens.use(initialToken)) {
				throw RegistrationRefused.of(Refusal.REGISTRATION_TOKEN_REFUSED);
			}
			Client registered = this.registration.registerStranger(clientId, read.details(), issued);
			this.rows.insert(registered.id(), ClientSecrets.digest(accessToken), tokenName, read.others(), now());
			this.events.publishEvent(new ClientSelfRegistered(clientId, tokenName));
			return registered;
		});
		return answer(client, read.others(), accessToken, issued);
	}

	/**
	 * What is registered about a client (RFC 7592 §2.1); its secret is not told again.
	 * @param accessToken its registration access token; null when none was sent
	 * @throws RegistrationRefused when the token is not that of the client
	 */
	public Map<String, Object> read(String clientId, @Nullable String accessToken) {
		Row row = find(clientId, accessToken);
		return answer(stored(row.client()).client(), row.others(), Objects.requireNonNullElse(accessToken, ""),
				List.of());
	}

	/**
	 * Puts other metadata in the place of all that is registered about a client (RFC 7592
	 * §2.2). May call the server of a sector, so no database connection may be held.
	 * @param accessToken its registration access token, which ends
	 * @param metadata what the client says of itself, as JSON
	 * @param address where the request came from
	 * @throws RegistrationRefused with what the client may know; then nothing is changed
	 */
	public Map<String, Object> change(String clientId, @Nullable String accessToken, byte[] metadata, String address) {
		Row row = find(clientId, accessToken);
		PostgresClients.Found found = stored(row.client());
		boolean vouchedFor = row.initialToken() != null;
		ReadMetadata read = this.reader.read(clientId, metadata, vouchedFor);
		checkWhoItIs(read, found);
		if (!vouchedFor) {
			this.rate.count(address);
		}
		this.sectors.check(read.details());
		byte[] presented = digest(accessToken);
		String next = this.random.secret("sgn_rat_");
		List<PlainSecret> issued = found.secrets().isEmpty() ? secretFor(read.details()) : List.of();
		Client client = this.transactions.execute((status) -> {
			if (!this.rows.rotate(row.client(), presented, ClientSecrets.digest(next), read.others(), now())) {
				throw RegistrationRefused.of(Refusal.REGISTRATION_ACCESS_REFUSED);
			}
			Client changed = this.registration.change(row.client(), read.details(), issued);
			this.events.publishEvent(new ClientSelfChanged(clientId));
			return changed;
		});
		return answer(client, read.others(), next, issued);
	}

	/**
	 * Removes a client with all that was issued to it (RFC 7592 §2.3).
	 * @param accessToken its registration access token; null when none was sent
	 * @throws RegistrationRefused when the token is not that of the client
	 */
	public void remove(String clientId, @Nullable String accessToken) {
		this.transactions.executeWithoutResult((status) -> {
			PostgresDynamicClients.Removed removed = this.rows.remove(clientId, digest(accessToken))
				.orElseThrow(() -> RegistrationRefused.of(Refusal.REGISTRATION_ACCESS_REFUSED));
			this.events.publishEvent(new ClientRemoved(removed.id(), clientId, ClientRemoved.Reason.REMOVED_ITSELF));
			this.changes.announce();
		});
	}

	private @Nullable String allowStranger() {
		if (this.properties.mode() != Mode.OPEN) {
			throw RegistrationRefused.of(Refusal.REGISTRATION_TOKEN_MISSING);
		}
		return null;
	}

	private String allow(String initialToken) {
		return this.tokens.find(initialToken)
			.orElseThrow(() -> RegistrationRefused.of(Refusal.REGISTRATION_TOKEN_REFUSED));
	}

	/** Whether the client or the token is unknown is not told. */
	private Row find(String clientId, @Nullable String accessToken) {
		return this.rows.find(clientId, digest(accessToken))
			.orElseThrow(() -> RegistrationRefused.of(Refusal.REGISTRATION_ACCESS_REFUSED));
	}

	/** Read from the table: what is remembered may be a few seconds old. */
	private PostgresClients.Found stored(UUID client) {
		return this.stored.findById(client)
			.orElseThrow(() -> RegistrationRefused.of(Refusal.REGISTRATION_ACCESS_REFUSED));
	}

	private void checkWhoItIs(ReadMetadata read, PostgresClients.Found found) {
		if (!found.client().clientId().equals(read.clientId())) {
			throw RegistrationRefused
				.of(List.of(new ClientProblem("client-id", "A change names the client that it is about.",
						String.valueOf(read.clientId()), "send the client_id of this registration")));
		}
		String secret = read.clientSecret();
		if (secret != null && !this.secrets.matches(secret, found.secrets())) {
			throw RegistrationRefused
				.of(List.of(new ClientProblem("secret", "A change may name the secret of the client, and no other.",
						"another secret", "send the secret that was issued, or leave it out")));
		}
	}

	private List<PlainSecret> secretFor(ClientDetails details) {
		return details.usesSecret() ? List.of(new PlainSecret("client_secret", this.secrets.generate(), null))
				: List.of();
	}

	private Map<String, Object> answer(Client client, Map<String, Object> others, String accessToken,
			List<PlainSecret> issued) {
		Map<String, Object> answer = MetadataWriter.write(client, others, this.acr);
		for (PlainSecret secret : issued) {
			answer.put("client_secret", secret.value());
			answer.put("client_secret_expires_at", 0);
		}
		answer.put("registration_access_token", accessToken);
		return answer;
	}

	/** No token at all is one that nobody has. */
	private static byte[] digest(@Nullable String token) {
		return ClientSecrets.digest(Objects.requireNonNullElse(token, ""));
	}

	private Instant now() {
		return this.clock.instant();
	}

}
