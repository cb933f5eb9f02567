package dev.signet.admin.web;

import dev.signet.checklist.CheckLine;
import org.jspecify.annotations.Nullable;

/**
 * A line of a checklist as pages show it.
 *
 * @param state what came of it, as the name of its words and its look
 * @param titleKey the key of the words for what was looked at
 * @param messageKey the key of the sentence that tells what came
 * @param cureKey the key of the sentence that tells the cure, null when nothing is to be
 * cured
 * @param values what the sentences mention: foreign text
 */
record LineView(String state, String titleKey, String messageKey, @Nullable String cureKey, Object[] values) {

	static LineView of(CheckLine line) {
		return new LineView(line.state().name(), line.titleKey(), line.messageKey(), line.cureKey().orElse(null),
				line.values().toArray());
	}

}
