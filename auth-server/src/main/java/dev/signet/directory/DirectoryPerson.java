package dev.signet.directory;

import java.util.Set;

import dev.signet.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a directory, who has just given their password there.
 *
 * @param subject who it is there, for good
 * @param login the name by which the directory finds them again
 * @param username what they are called there
 * @param email the address, well-formed, or null; whether it counts is
 * {@link AccountRules#emailTrusted()}
 * @param givenName the given name
 * @param familyName the family name
 * @param groups the groups there, by name and by distinguished name
 * @param allGroups whether these are all of them
 */
public record DirectoryPerson(String subject, String login, @Nullable String username, @Nullable EmailAddress email,
		@Nullable String givenName, @Nullable String familyName, Set<String> groups, boolean allGroups) {

	/** Takes a copy of the groups. */
	public DirectoryPerson {
		groups = Set.copyOf(groups);
	}

	/** Tells nothing of who it is. */
	@Override
	public String toString() {
		return "DirectoryPerson";
	}

}
