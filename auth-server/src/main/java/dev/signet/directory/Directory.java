package dev.signet.directory;

import java.time.Instant;

/**
 * A directory as it is stored. The password with which it is asked stays behind.
 *
 * @param id names it inside
 * @param alias names it to operators: small letters, digits and hyphens, unique, and
 * never changed
 * @param kind what kind it is
 * @param settings what administrators chose
 * @param state whether it is asked
 * @param hasPassword whether a password is stored for searching
 * @param version counts changes, so that none overwrites another unseen
 * @param createdAt when it was added
 * @param changedAt when it was last changed
 */
public record Directory(DirectoryId id, String alias, DirectoryKind kind, DirectorySettings settings,
		DirectoryState state, boolean hasPassword, int version, Instant createdAt, Instant changedAt) {

	/** Whether it is asked for passwords. */
	public boolean enabled() {
		return this.state == DirectoryState.ENABLED;
	}

	/** Whether a name that somebody typed says by its domain that it belongs here. */
	public boolean names(String login) {
		return this.settings.names().named(login.strip());
	}

	/** The same, if it were in another state. */
	public Directory in(DirectoryState other) {
		return new Directory(this.id, this.alias, this.kind, this.settings, other, this.hasPassword, this.version,
				this.createdAt, this.changedAt);
	}

}
