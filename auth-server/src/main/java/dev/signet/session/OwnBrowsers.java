package dev.signet.session;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;

import org.springframework.stereotype.Component;

/** Since when and until when a person has signed in with each browser that is known. */
@Component
class OwnBrowsers implements OwnData {

	private final PostgresKnownBrowsers rows;

	OwnBrowsers(PostgresKnownBrowsers rows) {
		this.rows = rows;
	}

	@Override
	public String name() {
		return "known_browsers";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.rows.of(accountId);
	}

}
