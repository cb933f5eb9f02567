package dev.signet.directory;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;

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
 * @param createdAt when it was made
 * @param lastUsedAt when somebody last signed in by it
 * @param removedAt since when it no longer counts; it can be restored for 30 days
 * @param restoredAt when it was last restored
 * @param goneSince since when the directory does not know the person any more
 * @param groupsCutSince since when the person is in more groups than can be read
 */
public record DirectoryLink(UUID id, DirectoryId directoryId, String subject, AccountId accountId, String login,
		Set<String> roles, Set<String> groups, Instant createdAt, @Nullable Instant lastUsedAt,
		@Nullable Instant removedAt, @Nullable Instant restoredAt, @Nullable Instant goneSince,
		@Nullable Instant groupsCutSince) {

	/** Takes copies of the sets. */
	public DirectoryLink {
		roles = Set.copyOf(roles);
		groups = Set.copyOf(groups);
	}

	/** Whether it counts: whoever knows the password there gets in. */
	public boolean counts() {
		return this.removedAt == null;
	}

	/** Whether it counts, and does so only since after a moment. */
	public boolean countsOnlySince(Instant moment) {
		return counts()
				&& (this.createdAt.isAfter(moment) || (this.restoredAt != null && this.restoredAt.isAfter(moment)));
	}

}
