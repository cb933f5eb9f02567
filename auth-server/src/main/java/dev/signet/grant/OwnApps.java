package dev.signet.grant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Which apps have access now, all their grants taken together. */
@Component
class OwnApps implements OwnData {

	private final Grants grants;

	private final Clients clients;

	OwnApps(Grants grants, Clients clients) {
		this.grants = grants;
		this.clients = clients;
	}

	@Override
	public String name() {
		return "apps_with_access";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.grants.access(accountId).stream().map(this::told).toList();
	}

	private Told told(Grants.Access access) {
		Client client = client(access.clientId());
		return new Told((client != null) ? client.name() : null, (client != null) ? client.clientId() : null,
				access.scopes().stream().sorted().toList(), access.since(), access.lastUsedAt());
	}

	private @Nullable Client client(UUID id) {
		return this.clients.findById(id).orElse(null);
	}

	private record Told(@Nullable String app, @Nullable String clientId, List<String> scopes, Instant since,
			Instant lastUsedAt) {
	}

}
