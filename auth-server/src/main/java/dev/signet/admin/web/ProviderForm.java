package dev.signet.admin.web;

import java.util.List;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.ProviderProblem;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a provider is set up, as it is shown.
 *
 * @param preset the kind of provider
 * @param first what must be filled in
 * @param more what may be
 * @param open whether the latter is unfolded, since something is wrong in it
 * @param problems what is wrong and has no field
 * @param wrong whether anything is wrong
 */
record ProviderForm(String preset, List<FormField> first, List<FormGroup> more, boolean open,
		List<ProviderProblem> problems, boolean wrong) {

	static ProviderForm of(Preset preset, TypedProvider typed, List<ProviderProblem> problems) {
		return of(preset, typed, problems, null);
	}

	/**
	 * The form with what somebody else has stored meanwhile.
	 */
	static ProviderForm of(Preset preset, TypedProvider typed, List<ProviderProblem> problems,
			@Nullable TypedProvider now) {
		List<FormField> first = fields(ProviderFields.first(preset), typed, problems, now);
		List<FormGroup> more = ProviderFields.more(preset)
			.stream()
			.map((group) -> new FormGroup(group.name(), fields(group.fields(), typed, problems, now)))
			.toList();
		boolean open = more.stream()
			.flatMap((group) -> group.fields().stream())
			.anyMatch((field) -> !field.problems().isEmpty() || field.stored() != null);
		return new ProviderForm(preset.name(), first, more, open,
				FormProblems.elsewhere(ProviderFields.all(preset), problems), !problems.isEmpty());
	}

	private static List<FormField> fields(List<ProviderField> fields, TypedProvider typed,
			List<ProviderProblem> problems, @Nullable TypedProvider now) {
		return fields.stream().map((field) -> FormField.of(field, typed, problems, now)).toList();
	}

	/**
	 * Fields that belong together.
	 *
	 * @param name the end of the key of its words, {@code admin.form.}
	 * @param fields the fields
	 */
	record FormGroup(String name, List<FormField> fields) {
	}

}
