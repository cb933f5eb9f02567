package dev.signet.selfservice;

import java.time.Instant;
import java.util.List;

import dev.signet.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows of a person.
 *
 * @param initials the first letters of the names
 * @param emailVerified whether the person has been seen to read mail at the address
 * @param roles in alphabetical order
 * @param groups in alphabetical order
 */
record AccountView(String username, @Nullable String fullName, String initials, String emailAddress,
		boolean emailVerified, List<String> roles, List<String> groups, Instant createdAt) {

	static AccountView of(Account account) {
		return new AccountView(account.username(), account.fullName(), Initials.of(account), account.emailAddress(),
				account.emailVerified(), account.roles().stream().sorted().toList(),
				account.groups().stream().sorted().toList(), account.createdAt());
	}

}
