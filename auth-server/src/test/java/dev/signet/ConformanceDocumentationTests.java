package dev.signet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tests that {@code docs/conformance.md} and {@code docs/protocol.md} name to
 * those that there are.
 */
class ConformanceDocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern METHOD = Pattern.compile("`(\\w+)\\.(\\w+)`");

	private static final Pattern ROW = Pattern.compile("\\((P\\d{3})\\)");

	private static final Pattern CLASS = Pattern.compile("`(\\w+(?:Tests|IT))`");

	@Test
	void conformanceThenEachTestThatIsNamedIsThere() throws IOException {
		List<String> lines = rows();
		assertThat(lines).hasSizeGreaterThan(70);
		Map<String, String> tests = tests();
		assertThat(lines).allSatisfy((line) -> {
			List<MatchResult> named = METHOD.matcher(line).results().toList();
			assertThat(named).isNotEmpty();
			for (MatchResult test : named) {
				assertThat(tests.get(test.group(1))).as(test.group(1)).contains("\tvoid " + test.group(2) + "(");
			}
		});
	}

	@Test
	void conformanceThenEachRowOfBadInputsThatIsNamedIsThere() throws IOException {
		String badInputs = String.join("", tests().values());
		assertThat(rows().stream().flatMap((line) -> ROW.matcher(line).results()).map((row) -> row.group(1)))
			.isNotEmpty()
			.allSatisfy((id) -> assertThat(badInputs).contains("\"" + id + "\""));
	}

	@Test
	void protocolThenEachTestThatIsNamedIsThere() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/protocol.md"));
		assertThat(CLASS.matcher(page).results().map((test) -> test.group(1))).isNotEmpty()
			.isSubsetOf(tests().keySet());
	}

	private static List<String> rows() throws IOException {
		return Files.readAllLines(ROOT.resolve("docs/conformance.md"))
			.stream()
			.filter((line) -> line.startsWith("| `oidcc-"))
			.toList();
	}

	/** The text of each test, by the name of its class. */
	private static Map<String, String> tests() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			return modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.flatMap(ConformanceDocumentationTests::filesIn)
				.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						ConformanceDocumentationTests::textOf, String::concat));
		}
	}

	private static Stream<Path> filesIn(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String textOf(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
