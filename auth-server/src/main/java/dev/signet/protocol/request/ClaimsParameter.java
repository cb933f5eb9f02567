package dev.signet.protocol.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter of an authentication request (OpenID Connect Core 1.0
 * §5.5), as it was asked. Members that the standard does not define are ignored, as it
 * demands. Whether a claim is essential changes nothing but for {@code acr} and
 * {@code auth_time}: what is known and allowed is given, the rest cannot be. Of a claim
 * for which values are named the request wants one of these, so another is not given
 * ({@link ClaimedValues}).
 *
 * @param idToken the names of the claims asked for in the ID token
 * @param userInfo the names of the claims asked for at the userinfo endpoint
 * @param subjects whom the request is about, empty for anybody
 * @param essentialAcr the {@code acr} values of which one must be reached, empty for any
 * @param preferredAcr the {@code acr} values that are welcome, the most welcome first,
 * when none is essential
 * @param authTime whether the ID token must say when the person proved who they are
 * @param values for claims about the person, by member and name, the values that are
 * wanted; those wanted with any value are not among them
 */
public record ClaimsParameter(Set<String> idToken, Set<String> userInfo, Set<String> subjects,
		List<String> essentialAcr, List<String> preferredAcr, boolean authTime, ClaimedValues values) {

	/** Asks for no claim. */
	public static final ClaimsParameter NONE = new ClaimsParameter(Set.of(), Set.of(), Set.of(), List.of(), List.of(),
			false, ClaimedValues.NONE);

	/**
	 * Depth that the standard needs: parameter, member, claim, list of values; and one
	 * more.
	 */
	private static final int MAX_DEPTH = 5;

	private static final int MAX_NAME = 256;

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(MAX_NAME).build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/**
	 * Reads the parameter.
	 * @param json the value, of a length that was checked
	 * @return what it asks for, empty when it is no such JSON
	 */
	public static Optional<ClaimsParameter> parse(String json) {
		try {
			JsonNode claims = JSON.readTree(json);
			return claims.isObject() ? Optional.of(of(claims)) : Optional.empty();
		}
		catch (JacksonException | Malformed ex) {
			return Optional.empty();
		}
	}

	private static ClaimsParameter of(JsonNode claims) {
		JsonNode idToken = member(claims, "id_token");
		JsonNode userInfo = member(claims, "userinfo");
		Set<String> subjects = new LinkedHashSet<>(values(member(idToken, "sub")));
		subjects.addAll(values(member(userInfo, "sub")));
		JsonNode acr = member(idToken, "acr");
		boolean essential = essential(acr);
		return new ClaimsParameter(names(idToken), names(userInfo), subjects, essential ? values(acr) : List.of(),
				essential ? List.of() : values(acr), essential(member(idToken, "auth_time")),
				new ClaimedValues(wanted(idToken), wanted(userInfo)));
	}

	private static boolean essential(JsonNode claim) {
		return claim.path("essential").asBoolean(false);
	}

	/** An object inside the object; one that is missing or null is as good as empty. */
	private static JsonNode member(JsonNode object, String name) {
		JsonNode member = object.path(name);
		if (!member.isObject() && !member.isNull() && !member.isMissingNode()) {
			throw new Malformed();
		}
		return member;
	}

	private static Set<String> names(JsonNode claims) {
		Set<String> names = new LinkedHashSet<>();
		for (String name : claims.propertyNames()) {
			JsonNode essential = member(claims, name).path("essential");
			if (!essential.isBoolean() && !essential.isMissingNode()) {
				throw new Malformed();
			}
			names.add(name);
		}
		return names;
	}

	/** The values that are wanted of claims, as they came. */
	private static Map<String, List<JsonNode>> wanted(JsonNode claims) {
		Map<String, List<JsonNode>> wanted = new HashMap<>();
		for (String name : claims.propertyNames()) {
			JsonNode claim = claims.path(name);
			List<JsonNode> values = new ArrayList<>();
			if (!claim.path("values").isArray() && !claim.path("values").isMissingNode()) {
				throw new Malformed();
			}
			claim.path("values").forEach(values::add);
			if (claim.has("value")) {
				values.add(claim.path("value"));
			}
			if (!values.isEmpty()) {
				wanted.put(name, values);
			}
		}
		return wanted;
	}

	/** The value or values that a claim must have, as text. */
	private static List<String> values(JsonNode claim) {
		JsonNode values = claim.path("values");
		if (!values.isArray() && !values.isMissingNode()) {
			throw new Malformed();
		}
		List<String> all = new ArrayList<>();
		for (JsonNode value : values) {
			all.add(text(value));
		}
		if (claim.has("value")) {
			all.add(text(claim.path("value")));
		}
		return all;
	}

	private static String text(@Nullable JsonNode value) {
		if (value == null || !value.isString()) {
			throw new Malformed();
		}
		return value.stringValue();
	}

	/** JSON of another shape. */
	private static final class Malformed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Malformed() {
			super(null, null, false, false);
		}

	}

}
