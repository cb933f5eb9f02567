package dev.signet.protocol.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimsParameterTests {

	@Test
	void parseWhenAsInTheStandardThenNamesAndRequirements() {
		ClaimsParameter claims = ClaimsParameter.parse("""
				{
				 "userinfo": {
				  "given_name": {"essential": true}, "nickname": null, "email": {"essential": true},
				  "email_verified": {"essential": true}, "picture": null,
				  "http://example.info/claims/groups": null
				 },
				 "id_token": {
				  "auth_time": {"essential": true},
				  "acr": {"values": ["urn:mace:incommon:iap:silver"]},
				  "sub": {"value": "248289761001"}
				 }
				}""").orElseThrow();
		assertThat(claims.userInfo()).containsExactly("given_name", "nickname", "email", "email_verified", "picture",
				"http://example.info/claims/groups");
		assertThat(claims.idToken()).containsExactly("auth_time", "acr", "sub");
		assertThat(claims.subjects()).containsExactly("248289761001");
		assertThat(claims.essentialAcr()).as("acr is not essential").isEmpty();
		assertThat(claims.authTime()).isTrue();
	}

	@Test
	void parseWhenAcrIsEssentialThenAllItsValues() {
		assertThat(ClaimsParameter.parse("""
				{"id_token": {"acr": {"essential": true, "values": ["a", "b"], "value": "c"}}}""")
			.orElseThrow()
			.essentialAcr()).containsExactly("a", "b", "c");
	}

	@Test
	void parseWhenValuesAreWantedThenByMemberAndName() {
		ClaimedValues values = ClaimsParameter.parse("""
				{"userinfo": {"name": null, "locale": {"value": "en"}, "email_verified": {"value": true}},
				 "id_token": {"locale": {"values": ["en", "fr"]}, "email": {"essential": true}}}""")
			.orElseThrow()
			.values();
		assertThat(values.userInfo()).containsOnlyKeys("locale", "email_verified");
		assertThat(values.idToken()).containsOnlyKeys("locale");
		assertThat(values.idToken().get("locale")).extracting(JsonNode::stringValue).containsExactly("en", "fr");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"id_token\":null}", "{\"id_token\":{}}", "{\"unknown\":[1]}",
			"{\"userinfo\":{\"name\":{\"unknown\":1}}}" })
	void parseWhenNothingIsDemandedThenNothing(String json) {
		assertThat(ClaimsParameter.parse(json)).hasValueSatisfying((claims) -> {
			assertThat(claims.idToken()).isEmpty();
			assertThat(claims.authTime()).isFalse();
			assertThat(claims.subjects()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "[]", "\"{}\"", "null", "{", "{} {}", "{\"id_token\":[]}",
			"{\"id_token\":{\"name\":true}}", "{\"id_token\":{\"name\":{\"essential\":1}}}",
			"{\"id_token\":{\"acr\":{\"essential\":true,\"values\":\"x\"}}}",
			"{\"id_token\":{\"sub\":{\"value\":null}}}", "{\"userinfo\":{\"email\":{\"values\":\"x\"}}}",
			"{\"id_token\":{\"sub\":{\"value\":\"a\"},\"sub\":{\"value\":\"b\"}}}",
			"{\"userinfo\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}}" })
	void parseWhenItIsNoSuchJsonThenEmpty(String json) {
		assertThat(ClaimsParameter.parse(json)).isEmpty();
	}

}
