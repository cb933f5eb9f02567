package dev.signet.directory;

/**
 * One line of the check of a directory.
 *
 * @param check what was looked at
 * @param state what came of it
 * @param sentence what that means, and what to do
 */
public record CheckLine(Check check, State state, String sentence) {

	/** What is looked at, in order. */
	public enum Check {

		/** Whether there is a server. */
		REACHABLE,

		/** Whether it shows a certificate that is trusted. */
		PROTECTED,

		/** Whether the name and password for searching are right. */
		BIND,

		/** Whether there is an entry below which people are, and one for groups. */
		BASE,

		/** Whether somebody is found by the name that was given. */
		PERSON,

		/** Which groups that person is in. */
		GROUPS

	}

	/** What came of it. */
	public enum State {

		/** It is as it must be. */
		PASSED,

		/** It is not. */
		FAILED,

		/** It was not looked at. */
		SKIPPED

	}

}
