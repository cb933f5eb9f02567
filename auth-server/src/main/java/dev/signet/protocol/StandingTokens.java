package dev.signet.protocol;

import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
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
class StandingTokens {

	private final Clients clients;

	private final Grants grants;

	private final Accounts accounts;

	StandingTokens(Clients clients, Grants grants, Accounts accounts) {
		this.clients = clients;
		this.grants = grants;
		this.accounts = accounts;
	}

	/** Looks at a token that was read and verified; at most two SQL statements. */
	Optional<StandingToken> examine(AccessToken token) {
		boolean enabled = this.clients.findByClientId(token.clientId()).filter(Client::enabled).isPresent();
		if (!enabled || !this.grants.stands(token.id(), token.grantId())) {
			return Optional.empty();
		}
		if (token.grantId() == null) {
			return Optional.of(new StandingToken(token, null));
		}
		return this.accounts.find(AccountId.of(token.subject()))
			.filter(Account::enabled)
			.map((account) -> new StandingToken(token, account));
	}

	/**
	 * A token that stands.
	 *
	 * @param token what it says
	 * @param account who gave it, or null for a token that no person gave
	 */
	record StandingToken(AccessToken token, @Nullable Account account) {
	}

}
