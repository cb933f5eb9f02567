package dev.signet.grant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.OwnData;
import dev.signet.account.Pages;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What a person gave apps each time they signed in to one, as long as it is kept. */
@Component
class OwnGrants implements OwnData {

	private final PostgresGrants rows;

	private final Clients clients;

	OwnGrants(PostgresGrants rows, Clients clients) {
		this.rows = rows;
		this.clients = clients;
	}

	@Override
	public String name() {
		return "grants";
	}

	@Override
	public Object of(AccountId accountId) {
		return new Pages<Grant>((last, most) -> this.rows.givenAfter(accountId, last, most), this::told);
	}

	private Told told(Grant grant) {
		Client client = this.clients.findById(grant.clientId()).orElse(null);
		return new Told(grant.id().toString(), (client != null) ? client.name() : null,
				(client != null) ? client.clientId() : null, grant.sessionId().toString(), sorted(grant.scopes()),
				sorted(grant.particulars().resources()), sorted(grant.particulars().idTokenClaims()),
				sorted(grant.particulars().userInfoClaims()), grant.factors(), grant.createdAt(), grant.rotatedAt(),
				grant.endsAt(), grant.revokedAt());
	}

	private static List<String> sorted(Collection<String> texts) {
		return texts.stream().sorted().toList();
	}

	private record Told(String id, @Nullable String app, @Nullable String clientId, String session, List<String> scopes,
			List<String> resources, List<String> idTokenClaims, List<String> userInfoClaims, List<Factor> factors,
			Instant givenAt, @Nullable Instant renewedAt, Instant endsAt, @Nullable Instant revokedAt) {
	}

}
