package dev.signet.admin.web;

import java.util.List;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.Checklist;
import org.jspecify.annotations.Nullable;

import org.springframework.ui.Model;

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

	/**
	 * Puts a checklist on a page.
	 * @param version what is set now; what was looked at before may be out of date
	 */
	static void show(Checklist last, int version, Model model) {
		List<CheckLine> lines = last.lines();
		model.addAttribute("ranAt", last.ranAt());
		model.addAttribute("outdated", last.version() != version);
		model.addAttribute("lines", lines.stream().map(LineView::of).toList());
		model.addAttribute("failed", count(lines, CheckLine.State.FAILED));
		model.addAttribute("warned", count(lines, CheckLine.State.WARNED));
	}

	private static long count(List<CheckLine> lines, CheckLine.State state) {
		return lines.stream().filter((line) -> line.state() == state).count();
	}

	static LineView of(CheckLine line) {
		return new LineView(line.state().name(), line.titleKey(), line.messageKey(), line.cureKey().orElse(null),
				line.values().toArray());
	}

}
