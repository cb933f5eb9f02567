package dev.signet.admin.web;

import java.util.List;

import dev.signet.federation.provider.ProviderProblem;
import org.jspecify.annotations.Nullable;

/**
 * A field as the form shows it.
 *
 * @param words the beginning of the key of its words
 * @param name its name in the form
 * @param kind how it is typed
 * @param options what can be chosen
 * @param value what stands in it; nothing for a secret
 * @param problems what is wrong with it
 * @param stored what somebody else has stored there meanwhile, or null
 */
record FormField(String words, String name, String kind, List<String> options, String value, List<Problem> problems,
		@Nullable String stored) {

	static FormField of(ProviderField field, TypedProvider typed, List<ProviderProblem> problems,
			@Nullable TypedProvider now) {
		return new FormField("admin.field.", field.id(), field.kind().name(), field.options(), typed.word(field),
				FormProblems.of(field.id(), problems).stream().map(Problem::of).toList(),
				other(typed.word(field), (now != null) ? now.word(field) : null));
	}

	/** What is stored, if it is something else. */
	static @Nullable String other(String typed, @Nullable String stored) {
		return typed.equals(stored) ? null : stored;
	}

}
