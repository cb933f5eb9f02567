package dev.signet.account;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person before the account exists.
 *
 * @param username the name to sign in with
 * @param emailAddress the main address
 * @param emailVerified whether the person has been seen to read mail there
 * @param givenName the given name, 1 to 200 characters
 * @param familyName the family name, 1 to 200 characters
 * @param roles the roles held from the start: upper-case letters, digits and underscores
 * @param awaitingApproval whether somebody must approve the account before it can be used
 */
public record NewAccount(Username username, EmailAddress emailAddress, boolean emailVerified,
		@Nullable String givenName, @Nullable String familyName, Set<String> roles, boolean awaitingApproval) {

	public NewAccount {
		roles = Set.copyOf(roles);
	}

	/** Somebody with an unverified address, no names and no roles. */
	public static NewAccount of(Username username, EmailAddress emailAddress) {
		return new NewAccount(username, emailAddress, false, null, null, Set.of(), false);
	}

	/** The same, called so. */
	public NewAccount named(String givenName, String familyName) {
		return new NewAccount(this.username, this.emailAddress, this.emailVerified, givenName, familyName, this.roles,
				this.awaitingApproval);
	}

	/** The same, with an address that needs no further proof. */
	public NewAccount verified() {
		return new NewAccount(this.username, this.emailAddress, true, this.givenName, this.familyName, this.roles,
				this.awaitingApproval);
	}

	/** The same, with exactly these roles. */
	public NewAccount holding(String... roles) {
		return new NewAccount(this.username, this.emailAddress, this.emailVerified, this.givenName, this.familyName,
				Set.of(roles), this.awaitingApproval);
	}

	/** The same, to be approved before it can be used. */
	public NewAccount toBeApproved() {
		return new NewAccount(this.username, this.emailAddress, this.emailVerified, this.givenName, this.familyName,
				this.roles, true);
	}

}
