package dev.signet.admin.web;

import java.util.ArrayList;
import java.util.List;

import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryProblem;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a directory is set up, as it is shown.
 *
 * @param kind the kind of directory
 * @param first what must be looked at
 * @param more what may be otherwise than usual
 * @param open whether the latter is unfolded, since something is wrong in it
 * @param problems what is wrong and has no field
 * @param wrong whether anything is wrong
 */
record DirectoryForm(String kind, List<FormField> first, List<FormGroup> more, boolean open, List<Problem> problems,
		boolean wrong) {

	/** The short name, which only a new directory has in its form. */
	static final String ALIAS = "alias";

	private static final String WORDS = "admin.directory.field.";

	/** The form of a new one, with its short name. */
	static DirectoryForm adding(DirectoryKind kind, String alias, TypedDirectory typed,
			List<DirectoryProblem> problems) {
		DirectoryForm form = of(kind, typed, problems, null);
		List<FormField> first = new ArrayList<>(form.first());
		first.add(1, new FormField(WORDS, ALIAS, ProviderField.Kind.LINE.name(), List.of(), alias,
				problems.stream().filter((problem) -> problem.field().equals(ALIAS)).map(Problem::of).toList(), null));
		return new DirectoryForm(form.kind(), first, form.more(), form.open(), form.problems(), form.wrong());
	}

	/**
	 * The form with what somebody else has stored meanwhile.
	 */
	static DirectoryForm of(DirectoryKind kind, TypedDirectory typed, List<DirectoryProblem> problems,
			@Nullable TypedDirectory now) {
		List<FormField> first = fields(DirectoryFields.first(), typed, problems, now);
		List<FormGroup> more = DirectoryFields.more(kind)
			.stream()
			.map((group) -> new FormGroup(group.name(), fields(group.fields(), typed, problems, now)))
			.toList();
		boolean open = more.stream()
			.flatMap((group) -> group.fields().stream())
			.anyMatch((field) -> !field.problems().isEmpty() || field.stored() != null);
		List<Problem> elsewhere = problems.stream()
			.filter((problem) -> !problem.field().equals(ALIAS)
					&& DirectoryFields.all(kind).stream().noneMatch((field) -> concerns(problem, field)))
			.map(Problem::of)
			.toList();
		return new DirectoryForm(kind.name(), first, more, open, elsewhere, !problems.isEmpty());
	}

	private static List<FormField> fields(List<DirectoryField> fields, TypedDirectory typed,
			List<DirectoryProblem> problems, @Nullable TypedDirectory now) {
		return fields.stream()
			.map((field) -> new FormField(WORDS, field.id(), field.kind().name(), field.options(), typed.word(field),
					problems.stream().filter((problem) -> concerns(problem, field)).map(Problem::of).toList(),
					FormField.other(typed.word(field), (now != null) ? now.word(field) : null)))
			.toList();
	}

	/** What is wrong with groups as such is that there is no place for them. */
	private static boolean concerns(DirectoryProblem problem, DirectoryField field) {
		return problem.field().equals(field.setting())
				|| (problem.field().equals("groups") && field == DirectoryField.GROUP_BASE);
	}

	/**
	 * Fields that belong together.
	 *
	 * @param name the end of the key of its words, {@code admin.directory.form.}
	 * @param fields the fields
	 */
	record FormGroup(String name, List<FormField> fields) {
	}

}
