package dev.signet.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.signet.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the members of a JSON object that a stranger sent. A member of the wrong type is
 * noted as a problem and then taken for absent, so that all problems are found at once.
 * {@code null} is the same as absent (RFC 7592 §2.2).
 */
final class JsonMembers {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final int LONGEST_TEXT = 2000;

	private static final int MOST_TEXTS = 50;

	private final JsonNode object;

	private final List<ClientProblem> problems = new ArrayList<>();

	private JsonMembers(JsonNode object) {
		this.object = object;
	}

	/**
	 * Reads a document.
	 * @throws RegistrationRefused when it is no JSON object, or says something twice
	 */
	static JsonMembers parse(byte[] document) {
		try {
			JsonNode object = JSON.readTree(document);
			if (object.isObject()) {
				return new JsonMembers(object);
			}
		}
		catch (JacksonException ex) {
			throw RegistrationRefused.of(Refusal.REGISTRATION_MALFORMED);
		}
		throw RegistrationRefused.of(Refusal.REGISTRATION_MALFORMED);
	}

	boolean has(String name) {
		return this.object.hasNonNull(name);
	}

	@Nullable String text(String name) {
		JsonNode value = value(name);
		if (value == null || isText(value)) {
			return (value == null) ? null : value.stringValue();
		}
		wrongType(name,
				"This is a text of 1 to 2000 characters, not all of them blank, none of them control characters.",
				"write it as a text");
		return null;
	}

	String text(String name, String otherwise) {
		return Objects.requireNonNullElse(text(name), otherwise);
	}

	@Nullable List<String> texts(String name) {
		JsonNode value = value(name);
		if (value == null) {
			return null;
		}
		if (value.isArray() && value.size() <= MOST_TEXTS && value.valueStream().allMatch(JsonMembers::isText)) {
			return value.valueStream().map(JsonNode::stringValue).toList();
		}
		wrongType(name, "This is an array of at most 50 texts of 1 to 2000 characters, not all of them blank.",
				"write it as [...]");
		return null;
	}

	List<String> textsOrNone(String name) {
		return Objects.requireNonNullElse(texts(name), List.of());
	}

	@Nullable Boolean truth(String name) {
		JsonNode value = value(name);
		if (value == null || value.isBoolean()) {
			return (value == null) ? null : value.booleanValue();
		}
		wrongType(name, "This is true or false, without quotation marks.", "write true or false");
		return null;
	}

	boolean isTrue(String name) {
		return Boolean.TRUE.equals(truth(name));
	}

	@Nullable Duration seconds(String name, Duration longest) {
		JsonNode value = value(name);
		if (value == null) {
			return null;
		}
		boolean whole = value.isIntegralNumber() && value.canConvertToInt();
		if (whole && value.intValue() >= 0 && value.intValue() <= longest.toSeconds()) {
			return Duration.ofSeconds(value.intValue());
		}
		wrong(name, "This is a number of seconds from 0 to %d.".formatted(longest.toSeconds()),
				whole ? value.toString() : "something else", "write digits only, for a number in that range");
		return null;
	}

	@Nullable URI address(String name) {
		String text = text(name);
		try {
			return (text == null) ? null : new URI(text);
		}
		catch (URISyntaxException ex) {
			wrong(name, "An address is a well-formed URI.", "percent-encode as RFC 3986 says");
			return null;
		}
	}

	/** A member that is an object itself, as JSON. */
	@Nullable String json(String name) {
		JsonNode value = value(name);
		String json = (value == null) ? null : value.toString();
		if (json == null || value != null && value.isObject() && canBeStored(json)) {
			return json;
		}
		wrongType(name, "This is a JSON object.", "write it as {...}");
		return null;
	}

	/** What came is not shown: it may be a secret in the wrong place. */
	private void wrongType(String name, String rule, String fix) {
		wrong(name, rule, "something else", fix);
	}

	/** Notes that a member breaks a rule. */
	void wrong(String name, String rule, String fix) {
		JsonNode value = value(name);
		wrong(name, rule, (value != null && value.isString()) ? value.stringValue() : "something else", fix);
	}

	/** Notes that a member breaks a rule. */
	void wrong(String name, String rule, String came, String fix) {
		add(new ClientProblem(name, rule, came, fix));
	}

	/** Notes a problem. One for each member, or each place in a list, is enough. */
	void add(ClientProblem problem) {
		String field = problem.field();
		if (this.problems.stream()
			.map(ClientProblem::field)
			.noneMatch((known) -> known.equals(field) || known.startsWith(field + "["))) {
			this.problems.add(problem);
		}
	}

	/** All that was found wrong so far. */
	List<ClientProblem> problems() {
		return this.problems;
	}

	private @Nullable JsonNode value(String name) {
		return has(name) ? this.object.get(name) : null;
	}

	private static boolean isText(JsonNode value) {
		if (!value.isString()) {
			return false;
		}
		String text = value.stringValue();
		return !text.isBlank() && text.length() <= LONGEST_TEXT && canBeStored(text)
				&& text.chars().noneMatch(Character::isISOControl);
	}

	/** Half a character is none. */
	private static boolean canBeStored(String text) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

}
