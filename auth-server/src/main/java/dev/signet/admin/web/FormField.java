package dev.signet.admin.web;

import java.util.List;

import dev.signet.federation.ProviderProblem;
import org.jspecify.annotations.Nullable;

/**
 * A field as the form shows it.
 *
 * @param name its name in the form
 * @param kind how it is typed
 * @param options what can be chosen
 * @param value what stands in it; nothing for a secret
 * @param problems what is wrong with it
 * @param stored what somebody else has stored there meanwhile, or null
 */
record FormField(String name, String kind, List<String> options, String value, List<ProviderProblem> problems,
		@Nullable String stored) {

	static FormField of(ProviderField field, TypedProvider typed, List<ProviderProblem> problems,
			@Nullable TypedProvider now) {
		String value = typed.word(field);
		String stored = (now != null && !now.word(field).equals(value)) ? now.word(field) : null;
		return new FormField(field.id(), field.kind().name(), field.options(), value,
				FormProblems.of(field.id(), problems), stored);
	}

}
