package dev.signet.checklist;

import java.util.List;
import java.util.Optional;

/**
 * One line of a checklist: what was looked at, what came, and what cures it. It holds no
 * secret. The values may be foreign text, to be shown as data.
 *
 * @param check what was looked at
 * @param state what came of it
 * @param messageKey the key of the sentence that tells what came
 * @param values what the sentences mention
 */
public record CheckLine(CheckSubject check, State state, String messageKey, List<String> values) {

	/** Takes a copy of the list. */
	public CheckLine {
		values = List.copyOf(values);
	}

	/** The key of the few words that say what was looked at. */
	public String titleKey() {
		return this.check.titleKey();
	}

	/**
	 * The key of the sentence that tells the cure, which mentions the same values; empty
	 * when there is nothing to cure.
	 */
	public Optional<String> cureKey() {
		return this.state.needsCure() ? Optional.of(this.messageKey + ".cure") : Optional.empty();
	}

	/** What comes of a look. The names are stored; never rename one. */
	public enum State {

		/** As it should be. */
		PASSED,

		/** It works, but somebody should know. */
		WARNED,

		/** It does not work, or must not be trusted. */
		FAILED,

		/** It was not looked at. */
		SKIPPED;

		boolean needsCure() {
			return this == WARNED || this == FAILED;
		}

	}

}
