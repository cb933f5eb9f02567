package dev.signet.consent;

import java.time.Instant;
import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What a person has allowed apps when they were asked. */
@Component
class OwnConsents implements OwnData {

	private final Consents consents;

	private final Clients clients;

	OwnConsents(Consents consents, Clients clients) {
		this.consents = consents;
		this.clients = clients;
	}

	@Override
	public String name() {
		return "consents";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.consents.of(accountId).stream().map(this::told).toList();
	}

	private Told told(Consents.Allowed allowed) {
		Client client = this.clients.findById(allowed.clientId()).orElse(null);
		return new Told((client != null) ? client.name() : null, (client != null) ? client.clientId() : null,
				allowed.scopes().stream().sorted().toList(), allowed.since());
	}

	private record Told(@Nullable String app, @Nullable String clientId, List<String> scopes, Instant since) {
	}

}
