package dev.signet.admin.web;

import java.time.Instant;

import dev.signet.directory.DirectoryLink;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a directory who has an account here, as pages show it.
 *
 * @param id the link
 * @param accountId the account here
 * @param username what it is called
 * @param login the name there
 * @param since since when they are linked
 * @param lastUsedAt when they last signed in by it, null when they did not
 * @param goneSince since when they are not found there, null when they are
 */
record DirectoryPersonView(String id, String accountId, String username, String login, Instant since,
		@Nullable Instant lastUsedAt, @Nullable Instant goneSince) {

	static DirectoryPersonView of(DirectoryLink link, String username) {
		return new DirectoryPersonView(link.id().toString(), link.accountId().toString(), username, link.login(),
				link.createdAt(), link.lastUsedAt(), link.goneSince());
	}

}
