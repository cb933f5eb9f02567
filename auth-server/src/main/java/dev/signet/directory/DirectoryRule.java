package dev.signet.directory;

/**
 * A group of the directory that gives a role or a group here.
 *
 * @param group the name of the group there, in any case
 * @param kind what it gives
 * @param name the name of the role or group here
 */
public record DirectoryRule(String group, Kind kind, String name) {

	/** What a rule gives. The names are stored; never rename one. */
	public enum Kind {

		/** A role. */
		ROLE,

		/** Membership in a group. */
		GROUP

	}

}
