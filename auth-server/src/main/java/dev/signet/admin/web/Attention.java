package dev.signet.admin.web;

import java.util.List;

import dev.signet.checklist.CheckLine;
import dev.signet.directory.DirectoryLinks;
import org.jspecify.annotations.Nullable;

/**
 * Something on the overview that waits for an administrator.
 *
 * @param name the end of the key of its words, {@code admin.overview.}
 * @param values what stands in the words
 * @param line what was found, which stands in the words too; or null
 * @param page where something can be done about it, when there is a page for it
 * @param call what to call where there is only the API
 */
record Attention(String name, List<Object> values, @Nullable CheckLine line, @Nullable String page,
		@Nullable String call) {

	static Attention found(String name, CheckLine line, String page) {
		return new Attention("provider", List.of(name), line, page, null);
	}

	/** Of how many people of a directory groups are missing. */
	static Attention groupsCut(String name, int people, String page) {
		return new Attention("groups-cut", List.of(name, people, DirectoryLinks.MOST_GROUPS), null, page, null);
	}

	static Attention byApi(String call, String name, Object... values) {
		return new Attention(name, List.of(values), null, null, call);
	}

}
