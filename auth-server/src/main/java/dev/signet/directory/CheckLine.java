package dev.signet.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the check of a directory: what was looked at, what came, and what cures it.
 * It holds no secret. The values may be foreign text, to be shown as data.
 *
 * @param check what was looked at
 * @param state what came of it
 * @param messageKey the key of the sentence that tells what came
 * @param values what the sentences mention
 */
public record CheckLine(Check check, State state, String messageKey, List<String> values) {

	/** Takes a copy of the list. */
	public CheckLine {
		values = List.copyOf(values);
	}

	static CheckLine of(Check check, State state, String finding, String... values) {
		return new CheckLine(check, state, check.key(finding), List.of(values));
	}

	/** The key of the few words that say what was looked at. */
	public String titleKey() {
		return this.check.key("title");
	}

	/**
	 * The key of the sentence that tells the cure, which mentions the same values; empty
	 * when there is nothing to cure.
	 */
	public Optional<String> cureKey() {
		return (this.state == State.WARNED || this.state == State.FAILED) ? Optional.of(this.messageKey + ".cure")
				: Optional.empty();
	}

	/** What is looked at, in order. The names are stored; never rename one. */
	public enum Check {

		/** Whether there is a server. */
		REACHABLE,

		/** Whether it begins to encrypt when it is asked to (RFC 4511 §4.14). */
		STARTTLS,

		/** Whether it shows a certificate that is trusted. */
		PROTECTED,

		/** Whether the name and password for searching are right. */
		BIND,

		/** Whether there is an entry below which people are, and one for groups. */
		BASE,

		/** Whether anybody at all is found. */
		PEOPLE,

		/** Whether whoever is found has what is read of them. */
		ATTRIBUTES,

		/** Whether any group at all is found. */
		GROUPS,

		/** Whether somebody is found by the name that was given. */
		PERSON,

		/** Which groups that person is in. */
		MEMBERSHIP;

		private String key(String finding) {
			return "directory.check." + name().toLowerCase(Locale.ROOT) + "." + finding;
		}

	}

	/** What came of it. The names are stored; never rename one. */
	public enum State {

		/** It is as it must be. */
		PASSED,

		/** It works, but somebody should know. */
		WARNED,

		/** It is not as it must be. */
		FAILED,

		/** It was not looked at. */
		SKIPPED

	}

}
