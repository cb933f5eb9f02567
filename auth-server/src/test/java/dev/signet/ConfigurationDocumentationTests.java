package dev.signet;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/configuration.md} to the code: every {@code signet.*} setting that
 * the annotation processor found, and the fields of the lists among them, with the same
 * default, and no other.
 */
class ConfigurationDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "configuration.md");

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final String NO_DEFAULT = "none";

	private static final Pattern LIST = Pattern.compile("java\\.util\\.List<(dev\\.signet\\..+)>");

	@Test
	void pageThenHasEverySettingWithItsDefaultAndNoOther() throws Exception {
		assertThat(documented()).containsExactlyInAnyOrderEntriesOf(settings());
	}

	@Test
	void rowThenSaysWhatItDoesAndGivesAnExample() throws IOException {
		assertThat(rows()).allSatisfy((row) -> assertThat(row).hasSize(4).doesNotContain(""));
	}

	private static Map<String, String> documented() throws IOException {
		return rows().stream()
			.collect(Collectors.toMap((row) -> plain(row.get(0)), (row) -> plain(row.get(1)), (one, other) -> {
				throw new IllegalStateException("A setting has two rows, with the defaults " + one + " and " + other);
			}, TreeMap::new));
	}

	/** The cells of every row that is about a setting of ours. */
	private static List<List<String>> rows() throws IOException {
		return Files.readAllLines(PAGE)
			.stream()
			.filter((line) -> line.startsWith("| `signet."))
			.map((line) -> line.substring(1, line.lastIndexOf('|')))
			.map((line) -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
			.toList();
	}

	private static String plain(String cell) {
		return cell.replace("`", "");
	}

	private static Map<String, String> settings() throws IOException, ClassNotFoundException {
		Map<String, String> settings = new TreeMap<>();
		for (URL metadata : Collections.list(AuthServerApplication.class.getClassLoader().getResources(METADATA))) {
			try (InputStream json = metadata.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
					if (property.path("name").asString().startsWith("signet.")) {
						add(property, settings);
					}
				}
			}
		}
		return settings;
	}

	private static void add(JsonNode property, Map<String, String> settings) throws ClassNotFoundException {
		String name = property.path("name").asString();
		settings.put(name, property.path("defaultValue").asString(NO_DEFAULT).replaceAll("^\\[(.*)]$", "$1"));
		Matcher list = LIST.matcher(property.path("type").asString());
		if (list.matches()) {
			addElements(name, Class.forName(list.group(1)), settings);
		}
	}

	/** The processor does not look into lists, so their records are asked. */
	private static void addElements(String list, Class<?> element, Map<String, String> settings) {
		addFields(list + "[].", element, settings);
	}

	private static void addFields(String prefix, Class<?> element, Map<String, String> settings) {
		for (Parameter parameter : element.getDeclaredConstructors()[0].getParameters()) {
			String name = prefix + dashed(parameter.getName());
			if (parameter.getType().isRecord()) {
				addFields(name + ".", parameter.getType(), settings);
				continue;
			}
			settings.put(name, defaultOf(parameter));
			if (parameter.getParameterizedType() instanceof ParameterizedType type
					&& type.getActualTypeArguments()[0] instanceof Class<?> nested && nested.isRecord()) {
				addElements(name, nested, settings);
			}
		}
	}

	private static String defaultOf(Parameter parameter) {
		DefaultValue annotation = parameter.getAnnotation(DefaultValue.class);
		String value = (annotation != null) ? String.join(", ", annotation.value()) : "";
		return value.isEmpty() ? NO_DEFAULT : value;
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase();
	}

}
