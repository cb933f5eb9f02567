package dev.signet.protocol.request;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** OpenID Connect Core 1.0 §6.1, RFC 9101 §4. */
class RequestObjectTests {

	private static final String NONE = "{\"alg\":\"none\"}";

	@Test
	void parametersWhenJsonHasNumbersAndObjectsThenTheyReadLikeAQueryString() {
		RequestParameters parameters = parameters("""
				{"scope":"openid email","max_age":3600,"claims":{"id_token":{"acr":{"essential":true}}},
				"state":"","nonce":null,"ui_locales":["en"],"x":true,"y":1e3}""");
		assertThat(parameters.only("scope")).isEqualTo("openid email");
		assertThat(parameters.only("max_age")).isEqualTo("3600");
		assertThat(parameters.only("claims")).isEqualTo("{\"id_token\":{\"acr\":{\"essential\":true}}}");
		assertThat(parameters.has("state")).isFalse();
		assertThat(parameters.has("nonce")).isFalse();
		assertThat(parameters.only("ui_locales")).isEqualTo("[\"en\"]");
		assertThat(parameters.only("x")).isEqualTo("true");
		assertThat(parameters.only("y")).isEqualTo("1E+3");
	}

	/** RFC 8707 §2. */
	@Test
	void parametersWhenSeveralResourcesThenSeveralValues() {
		assertThat(parameters("{\"resource\":[\"https://a.test\",\"https://b.test\"]}").values("resource"))
			.containsExactly("https://a.test", "https://b.test");
		assertThat(parameters("{\"resource\":\"https://a.test\"}").values("resource"))
			.containsExactly("https://a.test");
		assertThat(parameters("{\"resource\":[]}").has("resource")).isFalse();
	}

	@Test
	void parametersWhenClaimsAreAboutTheJwtThenTheyAreNone() {
		RequestParameters parameters = parameters(
				"{\"iss\":\"c\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":1,\"nbf\":1,\"iat\":1,\"jti\":\"j\",\"client_id\":\"c\"}");
		assertThat(parameters.all()).containsOnlyKeys("client_id");
	}

	@Test
	void audiencesWhenOneOrSeveralThenAll() {
		assertThat(object("{\"aud\":\"a\"}").audiences()).containsExactly("a");
		assertThat(object("{\"aud\":[\"a\",\"b\"]}").audiences()).isEqualTo(List.of("a", "b"));
		assertThat(object("{\"aud\":7}").audiences()).isEmpty();
		assertThat(object("{}").audiences()).isEmpty();
	}

	@Test
	void momentWhenFarAwayThenStillANumber() {
		assertThat(object("{\"exp\":1e999999999}").moment("exp")).isPositive();
		assertThat(object("{\"exp\":17.5}").moment("exp")).isEqualByComparingTo("17.5");
		assertThat(object("{\"exp\":\"17\"}").moment("exp")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "1", "null", "{", "{}x", "{\"a\":1,\"a\":2}", "{\"a\":[[[[[[[[1]]]]]]]]}" })
	void parseWhenPayloadIsNoGoodObjectThenNothing(String payload) {
		assertThat(RequestObject.parse(jwt(NONE, payload) + ".")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "{\"alg\":7}", "{\"alg\":\"none\",\"crit\":[\"x\"],\"x\":1}",
			"{\"alg\":\"NONE\"}", "{\"alg\":\"RS256\"}", "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}" })
	void parseWhenHeaderIsNotOfAnUnsignedJwtThenNothing(String header) {
		assertThat(RequestObject.parse(jwt(header, "{}") + ".")).isEmpty();
	}

	@Test
	void parseWhenPartsAreMissingOrTooManyThenNothing() {
		assertThat(RequestObject.parse("")).isEmpty();
		assertThat(RequestObject.parse("abc")).isEmpty();
		assertThat(RequestObject.parse(jwt(NONE, "{}"))).isEmpty();
		assertThat(RequestObject.parse(jwt(NONE, "{}") + ".c2ln")).isEmpty();
		assertThat(RequestObject.parse(jwt("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}", "") + ".aXY.Y2lwaGVy.dGFn"))
			.isEmpty();
	}

	private static RequestParameters parameters(String payload) {
		return object(payload).parameters();
	}

	private static RequestObject object(String payload) {
		return RequestObject.parse(jwt(NONE, payload) + ".").orElseThrow();
	}

	private static String jwt(String header, String payload) {
		return encode(header) + "." + encode(payload);
	}

	private static String encode(String part) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
	}

}
