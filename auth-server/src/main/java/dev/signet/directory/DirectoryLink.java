package dev.signet.directory;

import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;

/**
 * That somebody of a directory is the owner of an account here.
 *
 * @param id names it
 * @param directoryId the directory
 * @param subject who it is there
 * @param accountId the account
 * @param login the name with which the person last signed in
 * @param roles the roles that the account has from there
 * @param groups the groups that it is in from there
 */
public record DirectoryLink(UUID id, DirectoryId directoryId, String subject, AccountId accountId, String login,
		Set<String> roles, Set<String> groups) {

	/** Takes copies of the sets. */
	public DirectoryLink {
		roles = Set.copyOf(roles);
		groups = Set.copyOf(groups);
	}

}
