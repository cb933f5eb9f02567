package dev.signet.federation.link;

import java.time.Instant;
import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** With which people of other servers a person signs in. */
@Component
final class OwnLinks implements OwnData {

	private final Links links;

	private final Providers providers;

	OwnLinks(Links links, Providers providers) {
		this.links = links;
		this.providers = providers;
	}

	@Override
	public String name() {
		return "linked_accounts";
	}

	@Override
	public List<Told> of(AccountId accountId) {
		return this.links.of(accountId)
			.stream()
			.map((link) -> new Told(this.providers.find(link.providerId()).map(Provider::name).orElse(null),
					link.issuer(), link.subject(), link.shownAs(), link.createdAt(), link.lastUsedAt(),
					link.removedAt(), link.restoredAt()))
			.toList();
	}

	record Told(@Nullable String provider, String issuer, String subject, @Nullable String shownAs, Instant addedAt,
			@Nullable Instant lastUsedAt, @Nullable Instant removedAt, @Nullable Instant restoredAt) {
	}

}
