package dev.signet.protocol.request;

import java.math.BigDecimal;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JWT whose claims are the parameters of an authorization request (OpenID Connect Core
 * 1.0 §6.1, RFC 9101 §4), as it was read; nothing of it is proved. Its claims are read
 * once, so that what is checked and what is done cannot differ.
 *
 * @param jose the JWT, which is not encrypted
 * @param claims what it says, a JSON object
 */
record RequestObject(JOSEObject jose, JsonNode claims) {

	/** The claims parameter and what may be around it. */
	private static final int MAX_DEPTH = 8;

	private static final int MAX_NAME = 256;

	/** Claims about the JWT itself (RFC 7519 §4.1), which are no parameters. */
	private static final Set<String> OF_THE_JWT = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(MAX_NAME).build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Reads a request object.
	 * @param text the value of the parameter, of a length that was checked
	 * @return the object, empty when it is none that is offered
	 */
	static Optional<RequestObject> parse(String text) {
		try {
			JOSEObject jose = JOSEObject.parse(text);
			// Nothing that an object may call critical is known here (RFC 7515 §4.1.11)
			if (jose instanceof JWEObject || jose.getHeader().getCriticalParams() != null) {
				return Optional.empty();
			}
			JsonNode claims = JSON.readTree(jose.getPayload().toBytes());
			return claims.isObject() ? Optional.of(new RequestObject(jose, claims)) : Optional.empty();
		}
		catch (ParseException | JacksonException ex) {
			return Optional.empty();
		}
	}

	boolean signed() {
		return this.jose instanceof JWSObject;
	}

	/** The name of its algorithm, {@code none} when it is not signed. */
	String algorithm() {
		return this.jose.getHeader().getAlgorithm().getName();
	}

	/** Whether it says anything about this. */
	boolean has(String claim) {
		return this.claims.hasNonNull(claim);
	}

	/** A claim that is text, else null. */
	@Nullable String text(String claim) {
		JsonNode value = this.claims.path(claim);
		return value.isString() ? value.stringValue() : null;
	}

	/** For whom it is (RFC 7519 §4.1.3). */
	List<String> audiences() {
		JsonNode audience = this.claims.path("aud");
		return audience.isArray() ? texts(audience) : Optional.ofNullable(text("aud")).stream().toList();
	}

	/** Seconds since 1970 (RFC 7519 §2), null when it does not say or says nonsense. */
	@Nullable BigDecimal moment(String claim) {
		JsonNode value = this.claims.path(claim);
		return value.isNumber() ? value.decimalValue() : null;
	}

	/**
	 * The parameters in it, with the values that they would have in a query string (RFC
	 * 9101 §4): what is not text is written as JSON. An empty list is no value.
	 */
	RequestParameters parameters() {
		Map<String, String[]> parameters = new LinkedHashMap<>();
		this.claims.propertyStream()
			.filter((claim) -> !OF_THE_JWT.contains(claim.getKey()) && !claim.getValue().isNull())
			.forEach((claim) -> parameters.put(claim.getKey(), values(claim.getKey(), claim.getValue())));
		parameters.values().removeIf((values) -> values.length == 0);
		return new RequestParameters(parameters);
	}

	private static String[] values(String name, JsonNode value) {
		if (name.equals(ParameterRules.RESOURCE) && value.isArray()) {
			return texts(value).toArray(String[]::new);
		}
		return new String[] { text(value) };
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(RequestObject::text).toList();
	}

	private static String text(JsonNode value) {
		return value.isString() ? value.stringValue() : value.toString();
	}

}
