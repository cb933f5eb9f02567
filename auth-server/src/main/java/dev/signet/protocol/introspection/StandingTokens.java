package dev.signet.protocol.introspection;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EnabledAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.grant.Grants;
import dev.signet.token.AccessToken;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says whether an access token whose signature and lifetime were checked still stands:
 * its client is enabled, its grant lives, its person may sign in.
 */
@Component
public class StandingTokens {

	private final Clients clients;

	private final Grants grants;

	StandingTokens(Clients clients, Grants grants) {
		this.clients = clients;
		this.grants = grants;
	}

	/** Looks at a token that was read and verified; one SQL statement. */
	public Optional<StandingToken> examine(AccessToken token) {
		Optional<Client> client = this.clients.findByClientId(token.clientId()).filter(Client::enabled);
		UUID grantId = token.grantId();
		if (grantId == null) {
			return client.filter((enabled) -> this.grants.stands(token.id()))
				.map((enabled) -> new StandingToken(token, enabled, null));
		}
		return client.flatMap((enabled) -> this.grants.giver(token.id(), grantId)
			.map((person) -> new StandingToken(token, enabled, person)));
	}

	/**
	 * A token that stands.
	 *
	 * @param token what it says
	 * @param client the client that has it
	 * @param person who gave it, or null for a token that no person gave
	 */
	public record StandingToken(AccessToken token, Client client, @Nullable EnabledAccount person) {
	}

}
