package dev.signet.admin.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.federation.settings.ClaimMapping;
import org.jspecify.annotations.Nullable;

/**
 * Former settings as a page shows them.
 *
 * @param version the version that they were
 * @param until until when
 * @param by who changed them, null when nobody knows any more
 * @param same whether all is as it was
 * @param differences what is otherwise now
 */
record PastView(int version, Instant until, @Nullable String by, boolean same, List<Difference> differences) {

	/** In the order of the forms. */
	private static final Set<String> FIELDS = Stream
		.concat(Stream.of(ProviderField.values()).map(ProviderField::id), Stream.of("when"))
		.collect(Collectors.toCollection(LinkedHashSet::new));

	static PastView ofProvider(Past past, Map<String, String> now, @Nullable String by) {
		List<Difference> differences = differences(FIELDS, past.words(), now);
		List<Difference> rules = rules(past.words());
		List<Difference> rulesNow = rules(now);
		rules.stream().filter((rule) -> !rulesNow.contains(rule)).forEach(differences::add);
		rulesNow.stream()
			.filter((rule) -> !rules.contains(rule))
			.map((rule) -> new Difference(rule.field(), "", rule.before()))
			.forEach(differences::add);
		return new PastView(past.version(), past.replacedAt(), by, past.words().equals(now), differences);
	}

	static PastView ofDirectory(Past past, Map<String, String> now, @Nullable String by) {
		Set<String> fields = new TreeSet<>(past.words().keySet());
		fields.addAll(now.keySet());
		List<Difference> differences = differences(fields, past.words(), now).stream()
			.map((each) -> new Difference(each.field().replaceFirst("-\\d+$", ""), each.before(), each.now()))
			.toList();
		return new PastView(past.version(), past.replacedAt(), by, differences.isEmpty(), differences);
	}

	private static List<Difference> differences(Set<String> fields, Map<String, String> then, Map<String, String> now) {
		List<Difference> differences = new ArrayList<>();
		for (String field : fields) {
			String before = then.getOrDefault(field, "");
			String today = now.getOrDefault(field, "");
			if (!before.equals(today)) {
				differences.add(new Difference(field, before, today));
			}
		}
		return differences;
	}

	/** Each rule of a mapping as one that is gone. */
	private static List<Difference> rules(Map<String, String> words) {
		ClaimMapping mapping = TypedMapping.typed(words).mapping();
		return Stream
			.concat(mapping.profile()
				.stream()
				.map((rule) -> new Difference("profileRule", rule.claim() + " → " + rule.field(), "")),
					mapping.roles()
						.stream()
						.map((rule) -> new Difference(
								(rule.kind() == ClaimMapping.Kind.GROUP) ? "groupRule" : "roleRule",
								rule.claim() + " = " + rule.value() + " → " + rule.name(), "")))
			.toList();
	}

	/**
	 * A field that was otherwise, or a rule that came or went.
	 *
	 * @param field its name, as the end of the key of its words
	 * @param before what stood in it
	 * @param now what stands in it
	 */
	record Difference(String field, String before, String now) {
	}

}
