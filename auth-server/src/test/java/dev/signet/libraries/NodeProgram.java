package dev.signet.libraries;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An app in JavaScript, on a library that others wrote. It does what the test says, and
 * asks the test for what a person does ({@code src/test/node/conversation.mjs}).
 */
final class NodeProgram {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String file;

	private final Map<String, Object> settings = new LinkedHashMap<>();

	private final Map<String, Function<String, Object>> answers = new HashMap<>();

	NodeProgram(String file) {
		this.file = file;
	}

	NodeProgram with(String setting, Object value) {
		this.settings.put(setting, value);
		return this;
	}

	/** What it may ask, and how that is answered. */
	NodeProgram answering(String question, Function<String, Object> answer) {
		this.answers.put(question, answer);
		return this;
	}

	/**
	 * Runs it.
	 * @param journey what it shall do
	 * @return what came out
	 */
	Map<String, Object> run(String journey) {
		Path home = Node.home();
		try {
			Path errors = Files.createTempFile(home, "errors", ".txt");
			Process process = new ProcessBuilder("node", this.file).directory(home.toFile())
				.redirectError(errors.toFile())
				.start();
			try (BufferedWriter to = process.outputWriter(UTF_8); BufferedReader from = process.inputReader(UTF_8)) {
				this.settings.put("journey", journey);
				say(to, this.settings);
				Said said = hear(from, errors);
				while (said.question() != null) {
					say(to, this.answers.get(said.question()).apply(said.subject()));
					said = hear(from, errors);
				}
				return said.result();
			}
			finally {
				process.destroy();
				Files.delete(errors);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void say(BufferedWriter to, Object what) throws IOException {
		to.write(JSON.writeValueAsString(what));
		to.newLine();
		to.flush();
	}

	private Said hear(BufferedReader from, Path errors) throws IOException {
		String line = from.readLine();
		if (line == null) {
			throw new AssertionError(this.file + " failed: " + Files.readString(errors));
		}
		return JSON.readValue(line, new TypeReference<>() {
		});
	}

	/**
	 * What the program says.
	 *
	 * @param question what it asks, or null when it is done
	 * @param subject what the question is about
	 * @param result what came out
	 */
	private record Said(String question, String subject, Map<String, Object> result) {
	}

}
