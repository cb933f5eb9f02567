package dev.signet.passkey;

import java.time.Instant;
import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The passkeys of a person, as far as they mean something outside this server. */
@Component
class OwnPasskeys implements OwnData {

	private final PostgresPasskeys rows;

	OwnPasskeys(PostgresPasskeys rows) {
		this.rows = rows;
	}

	@Override
	public String name() {
		return "passkeys";
	}

	@Override
	public List<Told> of(AccountId accountId) {
		return this.rows.of(accountId)
			.stream()
			.map((each) -> new Told(each.name(), each.addedAt(), each.lastUsedAt(), each.synced()))
			.toList();
	}

	record Told(String name, Instant addedAt, @Nullable Instant lastUsedAt, boolean synced) {
	}

}
