package dev.signet.admin.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.federation.provider.ProviderProblem;
import dev.signet.federation.settings.ClaimMapping;

/**
 * A mapping of claims as the rows of a form. A row that is empty counts for nothing.
 *
 * @param profile what fills the profile
 * @param roles what gives roles and groups
 * @param when how often the profile is filled
 */
record TypedMapping(List<ProfileRow> profile, List<RoleRow> roles, String when) {

	/** How the rules of settings call a part of one of the rules here. */
	private static final Pattern RULE = Pattern.compile("mapping\\.(profile|roles)\\.([0-9]{1,4})\\.([a-z]+)");

	/** More than anybody needs. */
	static final int MOST_ROWS = 50;

	TypedMapping {
		profile = List.copyOf(profile);
		roles = List.copyOf(roles);
	}

	/** What is stored. */
	static TypedMapping of(ClaimMapping mapping) {
		return new TypedMapping(
				mapping.profile().stream().map((rule) -> new ProfileRow(rule.claim(), rule.field())).toList(),
				mapping.roles()
					.stream()
					.map((rule) -> new RoleRow(rule.claim(), rule.value(), rule.kind().name(), rule.name()))
					.toList(),
				mapping.when().name());
	}

	/** What a browser sent. */
	static TypedMapping typed(Map<String, String> parameters) {
		return new TypedMapping(
				rows().filter((row) -> parameters.containsKey("claim-" + row))
					.mapToObj(
							(row) -> new ProfileRow(word(parameters, "claim-" + row), word(parameters, "field-" + row)))
					.toList(),
				rows().filter((row) -> parameters.containsKey("roleClaim-" + row))
					.mapToObj((row) -> new RoleRow(word(parameters, "roleClaim-" + row),
							word(parameters, "roleValue-" + row), word(parameters, "roleKind-" + row),
							word(parameters, "roleName-" + row)))
					.toList(),
				word(parameters, "when"));
	}

	private static IntStream rows() {
		return IntStream.range(0, MOST_ROWS);
	}

	private static String word(Map<String, String> parameters, String name) {
		return parameters.getOrDefault(name, "").strip();
	}

	/** The words by the names of their fields. */
	Map<String, String> words() {
		Map<String, String> words = new HashMap<>(Map.of("when", this.when));
		for (int row = 0; row < this.profile.size(); row++) {
			words.put("claim-" + row, this.profile.get(row).claim());
			words.put("field-" + row, this.profile.get(row).field());
		}
		for (int row = 0; row < this.roles.size(); row++) {
			words.put("roleClaim-" + row, this.roles.get(row).claim());
			words.put("roleValue-" + row, this.roles.get(row).value());
			words.put("roleKind-" + row, this.roles.get(row).kind());
			words.put("roleName-" + row, this.roles.get(row).name());
		}
		return words;
	}

	/** The rules, in which what cannot be chosen is what is chosen first. */
	ClaimMapping mapping() {
		return new ClaimMapping(
				this.profile.stream()
					.filter((row) -> !row.claim().isEmpty())
					.map((row) -> new ClaimMapping.ProfileRule(row.claim(), row.field()))
					.toList(),
				this.roles.stream()
					.filter((row) -> !row.empty())
					.map((row) -> new ClaimMapping.RoleRule(row.claim(), row.value(),
							row.kind().equals(ClaimMapping.Kind.GROUP.name()) ? ClaimMapping.Kind.GROUP
									: ClaimMapping.Kind.ROLE,
							row.name()))
					.toList(),
				this.when.equals(ClaimMapping.When.EACH.name()) ? ClaimMapping.When.EACH : ClaimMapping.When.FIRST);
	}

	/** The same with one more row for the profile. */
	TypedMapping withProfileRow() {
		return new TypedMapping(with(this.profile, new ProfileRow("", "")), this.roles, this.when);
	}

	/** The same with one more row for roles and groups. */
	TypedMapping withRoleRow() {
		return new TypedMapping(this.profile, with(this.roles, new RoleRow("", "", "", "")), this.when);
	}

	/** The same without a row of the profile. */
	TypedMapping withoutProfileRow(int row) {
		return new TypedMapping(without(this.profile, row), this.roles, this.when);
	}

	/** The same without a row of roles and groups. */
	TypedMapping withoutRoleRow(int row) {
		return new TypedMapping(this.profile, without(this.roles, row), this.when);
	}

	/** What is missing in a row, by the names of the fields. */
	Map<String, ProviderProblem> gaps() {
		Map<String, ProviderProblem> gaps = new HashMap<>();
		for (int row = 0; row < this.roles.size(); row++) {
			RoleRow role = this.roles.get(row);
			if (!role.empty()) {
				gap(gaps, "roleClaim-" + row, role.claim());
				gap(gaps, "roleValue-" + row, role.value());
				gap(gaps, "roleName-" + row, role.name());
			}
		}
		return gaps;
	}

	private static void gap(Map<String, ProviderProblem> gaps, String name, String word) {
		if (word.isEmpty()) {
			gaps.put(name, new ProviderProblem(name, "admin.problem.empty", List.of()));
		}
	}

	/**
	 * The field beside which something that is wrong with the rules is said; empty when
	 * it is wrong with all of them.
	 */
	Optional<String> field(ProviderProblem problem) {
		Matcher rule = RULE.matcher(problem.field());
		if (!rule.matches()) {
			return Optional.empty();
		}
		int number = Integer.parseInt(rule.group(2));
		if (rule.group(1).equals("profile")) {
			return row(number, this.profile.size(), (row) -> !this.profile.get(row).claim().isEmpty())
				.map((row) -> rule.group(3) + "-" + row);
		}
		String part = rule.group(3);
		return row(number, this.roles.size(), (row) -> !this.roles.get(row).empty())
			.map((row) -> "role" + part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) + "-" + row);
	}

	/** The row of a rule: rows that count for nothing are none. */
	private static Optional<Integer> row(int rule, int rows, IntPredicate counts) {
		return IntStream.range(0, rows).filter(counts).skip(rule).boxed().findFirst();
	}

	private static <T> List<T> with(List<T> rows, T row) {
		return (rows.size() < MOST_ROWS) ? Stream.concat(rows.stream(), Stream.of(row)).toList() : rows;
	}

	private static <T> List<T> without(List<T> rows, int row) {
		List<T> left = new ArrayList<>(rows);
		if (row >= 0 && row < left.size()) {
			left.remove(row);
		}
		return left;
	}

	/**
	 * A row of the profile.
	 *
	 * @param claim the claim
	 * @param field the field that it fills
	 */
	record ProfileRow(String claim, String field) {
	}

	/**
	 * A row of roles and groups.
	 *
	 * @param claim the claim
	 * @param value the value that it must have
	 * @param kind what it gives
	 * @param name the name of that
	 */
	record RoleRow(String claim, String value, String kind, String name) {

		boolean empty() {
			return this.claim.isEmpty() && this.value.isEmpty() && this.name.isEmpty();
		}

	}

}
