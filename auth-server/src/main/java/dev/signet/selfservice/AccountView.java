package dev.signet.selfservice;

import java.time.Instant;
import java.util.List;

import dev.signet.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * What the home page shows of a person.
 *
 * @param roles in alphabetical order
 */
record AccountView(String username, @Nullable String fullName, String emailAddress, List<String> roles,
		Instant createdAt) {

	static AccountView of(Account account) {
		return new AccountView(account.username(), account.fullName(), account.emailAddress(),
				account.roles().stream().sorted().toList(), account.createdAt());
	}

}
