package dev.signet.grant;

import java.util.Optional;

import dev.signet.account.EnabledAccount;
import dev.signet.account.SignedInAccount;
import org.jspecify.annotations.Nullable;

/**
 * A grant, read together with the person who gave it.
 *
 * @param grant the grant
 * @param giver the person, or null when they may not sign in
 */
public record GivenGrant(Grant grant, @Nullable EnabledAccount giver) {

	/**
	 * The person as of now, signed in as they were when they gave it; empty when they may
	 * not sign in.
	 */
	public Optional<SignedInAccount> person() {
		return Optional.ofNullable(this.giver)
			.map((account) -> new SignedInAccount(account.id(), this.grant.sessionId(), account.username(),
					account.roles(), this.grant.factors()));
	}

}
