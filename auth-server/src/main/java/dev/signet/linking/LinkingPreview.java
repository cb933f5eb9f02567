package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;

/**
 * What would become of somebody.
 *
 * @param inputs what it depends on
 * @param decision what follows from that
 * @param linked the account that they are linked to
 * @param addressed the account that has their address, whether or not that counts
 */
public record LinkingPreview(LinkingInputs inputs, LinkingDecision decision, Optional<Account> linked,
		Optional<Account> addressed) {

	/** The account that they are linked to, or else the one that has their address. */
	public Optional<AccountId> collidesWith() {
		return this.linked.or(() -> this.addressed).map(Account::id);
	}

}
