package dev.signet.admin.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Former settings as a page shows them.
 *
 * @param version the version that they were
 * @param until until when
 * @param by who changed them, null when nobody knows any more
 * @param differences what is otherwise now
 */
record PastView(int version, Instant until, @Nullable String by, List<Difference> differences) {

	static PastView of(ProviderPast past, Map<String, String> now, @Nullable String by) {
		return new PastView(past.version(), past.replacedAt(), by, differences(past.words(), now));
	}

	static PastView of(DirectoryPast past, Map<String, String> now, @Nullable String by) {
		return new PastView(past.version(), past.replacedAt(), by, differences(past.words(), now));
	}

	private static List<Difference> differences(Map<String, String> then, Map<String, String> now) {
		TreeSet<String> fields = new TreeSet<>(then.keySet());
		fields.addAll(now.keySet());
		List<Difference> differences = new ArrayList<>();
		for (String field : fields) {
			String before = then.getOrDefault(field, "");
			String today = now.getOrDefault(field, "");
			if (!before.equals(today)) {
				differences.add(new Difference(field.replaceFirst("-\\d+$", ""), before, today));
			}
		}
		return differences;
	}

	/**
	 * A field that was otherwise.
	 *
	 * @param field its name, as the end of the key of its words
	 * @param before what stood in it
	 * @param now what stands in it
	 */
	record Difference(String field, String before, String now) {
	}

}
