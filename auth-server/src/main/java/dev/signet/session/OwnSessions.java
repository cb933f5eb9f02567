package dev.signet.session;

import java.time.Instant;
import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.OwnData;
import dev.signet.session.PostgresSessions.Kept;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Where a person is signed in, and was in the last weeks. */
@Component
class OwnSessions implements OwnData {

	private final PostgresSessions rows;

	OwnSessions(PostgresSessions rows) {
		this.rows = rows;
	}

	@Override
	public String name() {
		return "sessions";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.rows.kept(accountId).stream().map(Told::of).toList();
	}

	private record Told(String id, Instant signedInAt, Instant lastSeenAt, Instant endsAt, @Nullable Instant endedAt,
			@Nullable String endReason, boolean remembered, @Nullable String browser, @Nullable String address,
			List<Factor> factors) {

		static Told of(Kept kept) {
			Session session = kept.session();
			return new Told(session.id().toString(), session.createdAt(), session.lastSeenAt(), session.expiresAt(),
					kept.endedAt(), kept.endReason(), session.remembered(), session.device().userAgent(),
					session.device().ip(), session.factors());
		}

	}

}
