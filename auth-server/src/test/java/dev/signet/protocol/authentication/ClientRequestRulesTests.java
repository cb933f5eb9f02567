package dev.signet.protocol.authentication;

import dev.signet.refusal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientRequestRulesTests {

	private final ClientRequestRules rules = new ClientRequestRules();

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded;charset=UTF-8",
			"application/x-www-form-urlencoded ; charset=utf-8" })
	void convertWhenFormThenPasses(String type) {
		assertThat(this.rules.convert(request(type))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencodedx", "application/x-www-form-urlencoded-json; a=b",
			"application/x-www-form-urlencoded,text/plain", "text/plain;application/x-www-form-urlencoded", "x" })
	void convertWhenAnotherTypeThenRefused(String type) {
		assertThatExceptionOfType(OAuth2AuthenticationException.class)
			.isThrownBy(() -> this.rules.convert(request(type)))
			.satisfies((ex) -> assertThat(ex.getError().getDescription()).contains(Refusal.BODY_NOT_A_FORM.rule()));
	}

	private static MockHttpServletRequest request(String type) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
		request.addHeader("Content-Type", type);
		request.setParameter("grant_type", "refresh_token");
		return request;
	}

}
