package dev.signet.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.account.TestAccounts;
import org.jspecify.annotations.Nullable;

/** Invitations as operators wish them, and an operator. */
public final class TestInvitations {

	private TestInvitations() {
	}

	/** For one person, who becomes an editor. */
	public static NewInvitation plain() {
		return times(null);
	}

	/** The same for so many. */
	public static NewInvitation times(@Nullable Integer uses) {
		return new NewInvitation(null, false, null, uses, null, List.of("EDITOR"), List.of("Invited"), null);
	}

	/** For whoever has an address. */
	public static NewInvitation to(String email, boolean send) {
		return new NewInvitation(email, send, null, null, null, List.of("EDITOR"), List.of("Invited"), null);
	}

	/** A new administrator, signed in. */
	public static SignedInAccount operator(Accounts accounts) {
		Account account = accounts.register(TestAccounts.someone().holding(Roles.USER, Roles.ADMIN));
		return new SignedInAccount(account.id(), UUID.randomUUID(), account.username(), account.roles(),
				List.of(new Factor(Factor.Method.PASSWORD, Instant.now())));
	}

}
