package dev.signet.logout;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Which sessions of a person rest on a sign-in at a provider. */
@Component
class OwnUpstreamSessions implements OwnData {

	private final PostgresUpstreamSessions rows;

	private final Providers providers;

	OwnUpstreamSessions(PostgresUpstreamSessions rows, Providers providers) {
		this.rows = rows;
		this.providers = providers;
	}

	@Override
	public String name() {
		return "sessions_by_providers";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.rows.of(accountId).stream().map(this::told).toList();
	}

	private Told told(UpstreamSession session) {
		return new Told(
				this.providers.find(session.providerId()).map(Provider::name).orElse(session.providerId().toString()),
				session.issuer(), session.subject(), session.sid(), session.beganAt());
	}

	private record Told(String provider, String issuer, String subject, @Nullable String sid, Instant signedInAt) {
	}

}
