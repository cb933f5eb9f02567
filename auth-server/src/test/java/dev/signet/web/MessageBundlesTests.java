package dev.signet.web;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the translations to the English words, and both to the pages that show them. What
 * fails here tells a translator what to do; see docs/translating.md.
 */
class MessageBundlesTests {

	private static final Path MESSAGES = Path.of("src", "main", "resources", "messages");

	private static final Path TEMPLATES = Path.of("src", "main", "resources", "templates");

	private static final Path CODE = Path.of("src", "main", "java");

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

	/** The place of a number on which words depend, and the least that has words. */
	private static final Pattern CHOICE = Pattern.compile("\\{(\\d+),choice,(\\d+)#");

	/** {@code #{a.key} and 'a.key'} in pages, {@code "a.key"} and "{a.key}" in code. */
	private static final Pattern NAMED = Pattern
		.compile("(?:#\\{|\"\\{?|')([a-z][a-z0-9-]*(?:\\.[a-z0-9_-]+)+\\.?|[a-z]+\\.)(?=[(}\"'])");

	/** {@code #{|a.${each}.key|}} in pages: one key for each of a list. */
	private static final Pattern COMPUTED = Pattern.compile("#\\{\\|([a-z0-9.-]*)\\$\\{[^}]+}([a-z0-9.-]*)\\|}");

	private static final Pattern COMMENT = Pattern.compile("^\\s*/?\\*.*$", Pattern.MULTILINE);

	/** The name of a template looks like a key. */
	private static final Pattern FILE = Pattern.compile("^[a-z-]+\\.(html|txt)$");

	/** Patterns of dates, in which an apostrophe quotes. */
	private static final Set<String> DATES = Set.of("web.date", "web.time", "mail.time");

	static Stream<String> bundles() {
		return TestMessages.basenames().stream().map((name) -> name.substring(name.indexOf('/') + 1));
	}

	@Test
	void bundleThenIsRegistered() throws IOException {
		List<PropertySource<?>> settings = new YamlPropertySourceLoader().load("settings",
				new ClassPathResource("application.yml"));
		assertThat(String.valueOf(settings.get(0).getProperty("spring.messages.basename")).split(","))
			.containsExactlyInAnyOrderElementsOf(TestMessages.basenames());
	}

	@ParameterizedTest
	@MethodSource("bundles")
	void keyThenBeginsWithTheNameOfItsBundle(String bundle) throws IOException {
		assertThat(read(bundle, Language.ENGLISH).keySet()).allMatch((key) -> key.startsWith(bundle + "."));
	}

	@ParameterizedTest
	@EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
	void translationThenHasTheSameKeysInTheSameOrder(Language language) throws IOException {
		for (String bundle : bundles().toList()) {
			assertThat(read(bundle, language).keySet()).as(file(bundle, language))
				.containsExactlyElementsOf(read(bundle, Language.ENGLISH).keySet());
		}
	}

	@ParameterizedTest
	@EnumSource
	void translationThenHasTheSamePlaceholdersAndNoStrayApostrophe(Language language) throws IOException {
		for (String bundle : bundles().toList()) {
			Map<String, String> english = read(bundle, Language.ENGLISH);
			read(bundle, language).forEach((key, words) -> {
				assertThat(words).as(key).isNotBlank().isEqualTo(words.strip());
				assertThat(arguments(words)).as("%s: %s", key, words)
					.isEqualTo(arguments(english.getOrDefault(key, "")));
				if (DATES.contains(key)) {
					DateTimeFormatter.ofPattern(words, language.locale())
						.format(Instant.EPOCH.atZone(ZoneId.of("UTC")));
					return;
				}
				// MessageFormat would swallow it, in messages with placeholders only
				assertThat(words).as("%s: write ’ for an apostrophe", key).doesNotContain("'");
				assertThat(new MessageFormat(words, language.locale()).toPattern()).as(key).isNotEmpty();
				if (arguments(words).isEmpty()) {
					assertThat(words).as(key).doesNotContain("{", "}");
				}
			});
		}
	}

	/** Of none, one and two things, wherever words follow a number. */
	@ParameterizedTest
	@EnumSource
	void translationWhenNumberThenPluralFollowsAndSaysIt(Language language) throws IOException {
		for (String bundle : bundles().toList()) {
			Map<String, String> english = read(bundle, Language.ENGLISH);
			read(bundle, language)
				.forEach((key, words) -> CHOICE.matcher(english.getOrDefault(key, "")).results().forEach((choice) -> {
					int argument = Integer.parseInt(choice.group(1));
					String none = numbered(words, language, argument, 0);
					String one = numbered(words, language, argument, 1);
					String two = numbered(words, language, argument, 2);
					assertThat(List.of(none, one, two)).as(key).noneMatch((text) -> text.matches(".*[{}|#].*"));
					assertThat(two).as(key).contains("2");
					assertThat(one).as(key).doesNotContain("2").isNotEqualTo(two);
					if (choice.group(2).equals("0")) {
						assertThat(none).as(key).doesNotContain("1").isNotEqualTo(one).isNotEqualTo(two);
					}
				}));
		}
	}

	/** The words with a number in one place, and some name in the others. */
	private static String numbered(String words, Language language, int argument, int number) {
		Object[] arguments = new Object[10];
		Arrays.setAll(arguments, (each) -> (each == argument) ? (Object) number : "x");
		return new MessageFormat(words, language.locale()).format(arguments);
	}

	/** A no-break space before a sign in French, signs of full width after characters. */
	@ParameterizedTest
	@EnumSource(names = { "FRENCH", "JAPANESE", "CHINESE" })
	void translationThenHasTheSignsOfItsLanguage(Language language) throws IOException {
		Pattern wrong = (language == Language.FRENCH) ? Pattern.compile("[\\p{L}\\d}’»)…”] [:;?!](?=\\s|$|\\|)")
				: Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}）] ?[:;?!(]");
		for (String bundle : bundles().toList()) {
			read(bundle, language).forEach((key, words) -> assertThat(words).as(key).doesNotContainPattern(wrong));
		}
	}

	/** Beside the English ones there is nothing that nobody reads. */
	@Test
	void fileThenBelongsToALanguageThatThereIs() throws IOException {
		Set<String> expected = bundles()
			.flatMap((bundle) -> Arrays.stream(Language.values()).map((language) -> file(bundle, language)))
			.collect(Collectors.toCollection(TreeSet::new));
		try (Stream<Path> files = Files.list(MESSAGES)) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	@Test
	void keyThenIsShownSomewhere() throws IOException {
		Set<String> named = named();
		assertThat(keys()).allMatch((key) -> named.contains(key) || named.contains(parent(key))
				|| named.stream().anyMatch((name) -> name.endsWith(".") && key.startsWith(name)));
	}

	@Test
	void keyWhenNamedInAPageOrInCodeThenExists() throws IOException {
		Set<String> keys = keys();
		Set<String> bundles = bundles().collect(Collectors.toSet());
		assertThat(named()).filteredOn((name) -> bundles.contains(name.substring(0, name.indexOf('.'))))
			.allMatch((name) -> keys.contains(name)
					|| keys.stream().anyMatch((key) -> key.startsWith(name.endsWith(".") ? name : name + ".")));
	}

	/** What code names that needs several texts, such as a title and a message. */
	private static String parent(String key) {
		return key.substring(0, key.lastIndexOf('.'));
	}

	/** A mail as plain text has nothing to escape, and a browser never reads it. */
	@Test
	void templateThenEscapesAllThatItShows() throws IOException {
		for (Path template : files(TEMPLATES, "")) {
			String text = Files.readString(template);
			assertThat(text).as("%s", template).doesNotContain("utext");
			if (!template.endsWith(Path.of("mail", "mail.txt"))) {
				assertThat(text).as("%s", template).doesNotContain("[(").doesNotContainPattern("\\[# +th:");
			}
		}
	}

	@Test
	void templateThenHasNoWordsOfItsOwn() throws IOException {
		for (Path template : files(TEMPLATES, ".html")) {
			for (Element element : Jsoup.parse(Files.readString(template)).getAllElements()) {
				if (!element.hasAttr("th:text") && !element.hasAttr("th:replace")) {
					assertThat(element.textNodes()).as("%s: <%s>", template, element.tagName())
						.extracting(TextNode::text)
						.noneMatch((text) -> text.chars().anyMatch(Character::isLetter));
				}
				assertThat(Stream.of("alt", "title", "placeholder", "aria-label").map(element::attr))
					.as("%s: <%s>", template, element.tagName())
					.allMatch(String::isEmpty);
			}
		}
	}

	private static Set<String> keys() throws IOException {
		Set<String> keys = new TreeSet<>();
		for (String bundle : bundles().toList()) {
			keys.addAll(read(bundle, Language.ENGLISH).keySet());
		}
		return keys;
	}

	private static Set<String> named() throws IOException {
		Set<String> keys = keys();
		Set<String> named = new TreeSet<>();
		List<Path> sources = new ArrayList<>(files(TEMPLATES, ".html"));
		sources.addAll(files(CODE, ".java"));
		for (Path source : sources) {
			String text = COMMENT.matcher(Files.readString(source)).replaceAll("");
			// The names of these are for the audit trail
			if (!text.contains("implements AuditableEvent")) {
				NAMED.matcher(text)
					.results()
					.map((name) -> name.group(1))
					.filter((name) -> !FILE.matcher(name).find())
					.forEach(named::add);
				COMPUTED.matcher(text)
					.results()
					.flatMap((name) -> matching(keys, name.group(1), name.group(2)))
					.forEach(named::add);
			}
		}
		return named;
	}

	private static Stream<String> matching(Set<String> keys, String beginning, String ending) {
		return keys.stream().filter((key) -> key.startsWith(beginning) && key.endsWith(ending));
	}

	private static List<Path> files(Path directory, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> Files.isRegularFile(file) && file.toString().endsWith(ending)).toList();
		}
	}

	private static Set<String> arguments(String words) {
		return ARGUMENT.matcher(words)
			.results()
			.map((found) -> found.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String file(String bundle, Language language) {
		return bundle + ((language == Language.ENGLISH) ? "" : "_" + language.locale()) + ".properties";
	}

	/**
	 * Reads a file line by line, so that a key that stands there twice is seen.
	 * @throws CharacterCodingException when it is not in UTF-8
	 */
	private static Map<String, String> read(String bundle, Language language) throws IOException {
		Map<String, String> words = new LinkedHashMap<>();
		for (String line : Files.readAllLines(MESSAGES.resolve(file(bundle, language)), StandardCharsets.UTF_8)) {
			if (!line.isEmpty() && !line.startsWith("#")) {
				String[] parts = line.split("=", 2);
				assertThat(parts).as(line).hasSize(2);
				assertThat(words.put(parts[0], parts[1])).as("%s stands twice in %s", parts[0], bundle).isNull();
				assertThat(parts[1]).as("one line for each key, without escapes").doesNotContain("\\");
			}
		}
		return words;
	}

}
