package dev.signet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tests and events that documents name to those that there are.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern METHOD = Pattern.compile("`(\\w+)\\.(\\w+)`");

	private static final Pattern ROW = Pattern.compile("\\((P\\d{3})\\)");

	private static final Pattern AUDITED = Pattern.compile("(record|class) [^{]*AuditableEvent");

	private static final Pattern AUDIT_TYPE = Pattern.compile("\"([a-z]+\\.[a-z-]+)\"");

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
	void documentsThenEachTestThatIsNamedIsThere() throws IOException {
		Set<String> tests = tests().keySet();
		assertThat(filesIn(ROOT.resolve("docs")).filter((file) -> file.toString().endsWith(".md")))
			.anySatisfy((page) -> assertThat(page).hasFileName("protocol.md"))
			.allSatisfy((page) -> assertThat(CLASS.matcher(textOf(page)).results().map((test) -> test.group(1)))
				.isSubsetOf(tests));
	}

	@Test
	void operationsThenEachTypeOfAuditEventIsTold() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/operations.md"));
		List<String> types = filesIn(Path.of("src/main/java")).filter((file) -> file.toString().endsWith(".java"))
			.map(DocumentationTests::textOf)
			.filter((source) -> AUDITED.matcher(source).find())
			.flatMap((source) -> AUDIT_TYPE.matcher(source).results())
			.map((type) -> type.group(1))
			.toList();
		assertThat(types).hasSizeGreaterThan(100).allSatisfy((type) -> {
			String[] names = type.split("\\.");
			assertThat(page.lines().filter((line) -> line.startsWith("| `" + names[0] + ".")))
				.anySatisfy((line) -> assertThat(line).contains("`" + names[1] + "`"));
		});
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
				.flatMap(DocumentationTests::filesIn)
				.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						DocumentationTests::textOf, String::concat));
		}
	}

	private static Stream<Path> filesIn(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).toList().stream();
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
