package dev.signet.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks axe what about a page keeps people out: WCAG 2.2, levels A and AA, and the good
 * practices that axe knows. All that it finds is kept in {@code target/axe.tsv}, one line
 * for each look at a page.
 */
final class Axe {

	private static final Path REPORT = Path.of("target/axe.tsv");

	private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
			"best-practice");

	private static final String CONTRAST = "color-contrast";

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Set<String> GRAVE = Set.of("serious", "critical");

	private Axe() {
	}

	/**
	 * What is serious or critical.
	 * @param page as it stands
	 * @param name what it is called in the report
	 */
	static List<String> barriers(Page page, String name) {
		AxeRunOnlyOptions rules = new AxeRunOnlyOptions();
		rules.setType("tag");
		rules.setValues(RULES);
		AxeRunOptions options = new AxeRunOptions();
		options.setRunOnly(rules);
		options.setResultTypes(List.of("violations"));
		// The other way opens a window for each look
		return graveOnes(new AxeBuilder(page).options(options).setLegacyMode(true).analyze(), name);
	}

	/**
	 * Where words are too faint, which is all that other colours can change. Axe stays in
	 * a page that it has looked at.
	 * @param page as it stands, after {@link #barriers}
	 * @param name what it is called in the report
	 */
	static List<String> faintWords(Page page, String name) {
		Object found = page.evaluate("(rule) => axe.run({ runOnly: { type: 'rule', values: [rule] }, "
				+ "resultTypes: ['violations'] }).then(({ violations, incomplete }) => ({ violations, incomplete }))",
				CONTRAST);
		return graveOnes(JSON.convertValue(found, AxeResults.class), name);
	}

	private static List<String> graveOnes(AxeResults results, String name) {
		assertThat(results.getErrorMessage()).isNull();
		List<Rule> found = Stream
			.concat(results.getViolations().stream(), results.getIncomplete().stream().filter(Axe::isDoubt))
			.toList();
		report(name, found);
		return found.stream()
			.filter((rule) -> GRAVE.contains(rule.getImpact()))
			.map((rule) -> name + ": " + words(rule))
			.toList();
	}

	/** A contrast that cannot be told is none that is good, but for ornaments. */
	private static boolean isDoubt(Rule rule) {
		return rule.getId().equals(CONTRAST)
				&& !rule.getNodes().stream().allMatch((node) -> node.getHtml().contains("aria-hidden=\"true\""));
	}

	private static String words(Rule rule) {
		return rule.getId() + " (" + rule.getImpact() + ", " + rule.getHelp() + "): "
				+ rule.getNodes()
					.stream()
					.map((node) -> node.getTarget() + " " + node.getHtml().replaceAll("\\s+", " "))
					.collect(Collectors.joining("; "));
	}

	private static synchronized void report(String name, List<Rule> rules) {
		String found = rules.isEmpty() ? "nothing" : rules.stream().map(Axe::words).collect(Collectors.joining(" | "));
		try {
			Files.writeString(REPORT, name + "\t" + found + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
