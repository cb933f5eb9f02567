package dev.signet.federation.mapping;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ClaimMapping;

import org.springframework.stereotype.Component;

/** Which roles and groups a person has because a provider says so. */
@Component
class OwnMappedRoles implements OwnData {

	private final PostgresMappedRoles rows;

	private final Providers providers;

	OwnMappedRoles(PostgresMappedRoles rows, Providers providers) {
		this.rows = rows;
		this.providers = providers;
	}

	@Override
	public String name() {
		return "roles_from_providers";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.rows.of(accountId)
			.stream()
			.map((each) -> new Told(
					this.providers.find(each.providerId()).map(Provider::name).orElse(each.providerId().toString()),
					each.kind(), each.name(), each.givenAt()))
			.toList();
	}

	private record Told(String provider, ClaimMapping.Kind kind, String name, Instant givenAt) {
	}

}
