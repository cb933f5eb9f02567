package dev.signet.admin.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.directory.DirectoryProblem;
import dev.signet.directory.DirectoryRule;

/**
 * What groups of a directory give, as the rows of a form. A row that is empty counts for
 * nothing.
 *
 * @param rows the rows
 */
record TypedRules(List<Row> rows) {

	/** As many as the rules of directories allow. */
	private static final int MOST_ROWS = 200;

	TypedRules {
		rows = List.copyOf(rows);
	}

	/** What is stored. */
	static TypedRules of(List<DirectoryRule> rules) {
		return new TypedRules(
				rules.stream().map((rule) -> new Row(rule.group(), rule.kind().name(), rule.name())).toList());
	}

	/** What a browser sent. */
	static TypedRules typed(Map<String, String> parameters) {
		return new TypedRules(IntStream.range(0, MOST_ROWS)
			.filter((row) -> parameters.containsKey("ruleGroup-" + row))
			.mapToObj((row) -> new Row(word(parameters, "ruleGroup-" + row), word(parameters, "ruleKind-" + row),
					word(parameters, "ruleName-" + row)))
			.toList());
	}

	private static String word(Map<String, String> parameters, String name) {
		return parameters.getOrDefault(name, "").strip();
	}

	/** The words by the names of their fields. */
	Map<String, String> words() {
		Map<String, String> words = new HashMap<>();
		for (int row = 0; row < this.rows.size(); row++) {
			words.put("ruleGroup-" + row, this.rows.get(row).group());
			words.put("ruleKind-" + row, this.rows.get(row).kind());
			words.put("ruleName-" + row, this.rows.get(row).name());
		}
		return words;
	}

	/** The rules. */
	List<DirectoryRule> rules() {
		return filled().mapToObj((row) -> this.rows.get(row).rule()).toList();
	}

	/** The same with one more row. */
	TypedRules withRow() {
		return (this.rows.size() < MOST_ROWS)
				? new TypedRules(Stream.concat(this.rows.stream(), Stream.of(new Row("", "", ""))).toList()) : this;
	}

	/** The same without a row. */
	TypedRules withoutRow(int row) {
		List<Row> left = new ArrayList<>(this.rows);
		if (row >= 0 && row < left.size()) {
			left.remove(row);
		}
		return new TypedRules(left);
	}

	/** What is wrong, by the names of the fields beside which it is said. */
	Map<String, Problem> problems(List<DirectoryProblem> problems) {
		int[] filled = filled().toArray();
		Map<String, Problem> byField = new HashMap<>();
		for (int rule = 0; rule < filled.length; rule++) {
			for (DirectoryProblem problem : problems) {
				if (problem.field().equals("rules." + rule + ".group")) {
					byField.put("ruleGroup-" + filled[rule], Problem.of(problem));
				}
				else if (problem.field().equals("rules." + rule + ".name")) {
					byField.put("ruleName-" + filled[rule], Problem.of(problem));
				}
			}
		}
		return byField;
	}

	private IntStream filled() {
		return IntStream.range(0, this.rows.size()).filter((row) -> !this.rows.get(row).empty());
	}

	/**
	 * A row.
	 *
	 * @param group the group there
	 * @param kind what it gives
	 * @param name the name of that
	 */
	record Row(String group, String kind, String name) {

		boolean empty() {
			return this.group.isEmpty() && this.name.isEmpty();
		}

		/** What cannot be chosen is what can do least. */
		DirectoryRule rule() {
			return new DirectoryRule(this.group, this.kind.equals(DirectoryRule.Kind.ROLE.name())
					? DirectoryRule.Kind.ROLE : DirectoryRule.Kind.GROUP, this.name);
		}

	}

}
