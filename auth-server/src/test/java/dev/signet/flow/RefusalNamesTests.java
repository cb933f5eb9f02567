package dev.signet.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.refusal.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each refusal is named by a test: two rules with the same error code must not be taken
 * for each other. Whether that test makes it is not looked at here.
 */
class RefusalNamesTests {

	private static final Path TESTS = Path.of("src", "test", "java", "dev", "signet");

	/** These tests keep and show refusals, and make none. */
	private static final Path EXAMPLES = TESTS.resolve("refusal");

	private static final Pattern NAMED = Pattern.compile("\\bRefusal\\.([A-Z_]+)\\b");

	/** No mistake, so it is not recorded under its name. */
	private static final Refusal NORMAL = Refusal.DEVICE_DECISION_PENDING;

	/** For what the framework may come to refuse one day: no request leads to it now. */
	private static final Refusal UNKNOWN = Refusal.OTHER;

	@Test
	void refusalThenATestNamesIt() throws IOException {
		Set<Refusal> missing = EnumSet.allOf(Refusal.class);
		missing.removeIf(named()::contains);
		assertThat(missing).containsExactly(NORMAL, UNKNOWN);
	}

	private static Set<Refusal> named() throws IOException {
		try (Stream<Path> tests = Files.walk(TESTS)) {
			return tests
				.filter((file) -> file.toString().endsWith(".java") && !file.startsWith(EXAMPLES)
						&& !file.endsWith(RefusalNamesTests.class.getSimpleName() + ".java"))
				.flatMap(RefusalNamesTests::namedIn)
				.collect(Collectors.toSet());
		}
	}

	private static Stream<Refusal> namedIn(Path file) {
		try {
			return NAMED.matcher(Files.readString(file))
				.results()
				.map((MatchResult found) -> Refusal.valueOf(found.group(1)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
