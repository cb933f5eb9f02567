package dev.signet.proof;

import java.time.Clock;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;

import org.springframework.stereotype.Component;

/** Which links and codes a person was mailed and has not used. */
@Component
class OwnMailedProofs implements OwnData {

	private final PostgresMailedProofs rows;

	private final Clock clock;

	OwnMailedProofs(PostgresMailedProofs rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "mailed_links";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.rows.unused(accountId, this.clock.instant());
	}

}
