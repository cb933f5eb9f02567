package dev.signet.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The authorization request and where its answer goes (RFC 6749 §3.1 and §4.1, RFC 9207
 * §2).
 */
@SignetTest
class AuthorizationRequestFlowTests {

	@Autowired
	private Actors actors;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app(TestClients.confidential().firstParty());
		this.browser = this.actors.signedIn(this.actors.person("USER"));
	}

	@Test
	void authorizeWhenResponseModeIsRepeatedThenItDecidesNothing() {
		Page page = this.browser.open("/oauth2/authorize?" + Browser.encode(this.app.request())
				+ "&response_mode=form_post&response_mode=form_post");
		assertThat(page.answer()).containsEntry("error", "invalid_request").containsKeys("state", "iss");
	}

	@Test
	void authorizeWhenStateIsRepeatedThenItIsNotSentBack() {
		Page page = this.browser.open("/oauth2/authorize?" + Browser.encode(this.app.request()) + "&state=other");
		assertThat(page.answer()).containsEntry("error", "invalid_request").doesNotContainKey("state");
	}

	@Test
	void authorizeWhenScopeIsRepeatedAndNoRedirectUriThenNothingIsSentAnywhere() {
		Map<String, String> request = new LinkedHashMap<>(this.app.request());
		request.remove("redirect_uri");
		Page page = this.browser.open("/oauth2/authorize?" + Browser.encode(request) + "&scope=email");
		assertThat(page.status()).isEqualTo(400);
	}

	/** RFC 6749 §4.1.3: it is sent again only by who sent it before. */
	@Test
	void redeemWhenRedirectUriWasLeftOutThenItIsNotWantedEither() {
		Map<String, String> request = new LinkedHashMap<>(this.app.request(Map.of("scope", "email")));
		request.remove("redirect_uri");
		String code = this.app.authorize(this.browser, request).answer().get("code");
		assertThat(this.app
			.token(Map.of("grant_type", "authorization_code", "code", code, "code_verifier", this.app.verifier()))
			.status()).isEqualTo(200);
	}

	@Test
	void authorizeWhenUnknownParametersThenIgnored() {
		assertThat(this.app.authorize(this.browser, this.app.request(Map.of("unknown", "1", "claims_locales", "de")))
			.answer()).containsKey("code");
	}

	/** OpenID Connect Core 1.0 §3.1.2.1: nonce is optional in the code flow. */
	@Test
	void authorizeWhenNoNonceThenACodeAndNoneInTheIdToken() {
		Map<String, String> request = new LinkedHashMap<>(this.app.request());
		request.remove("nonce");
		RelyingParty.Answer tokens = this.app.redeem(this.app.authorize(this.browser, request).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).doesNotContainKey("nonce");
	}

	/** RFC 6749 §3.3: the order of scopes does not matter. */
	@Test
	void authorizeWhenScopesAndParametersComeInReverseThenTheSame() {
		List<Map.Entry<String, String>> parameters = new ArrayList<>(
				this.app.request(Map.of("scope", "roles email profile openid")).entrySet());
		Collections.reverse(parameters);
		Map<String, String> request = new LinkedHashMap<>();
		parameters.forEach((parameter) -> request.put(parameter.getKey(), parameter.getValue()));
		RelyingParty.Answer tokens = this.app.redeem(this.app.authorize(this.browser, request).answer().get("code"));
		assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder(Actors.SCOPE.split(" "));
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("nonce", request.get("nonce"));
	}

	@Test
	void authorizeWhenClientIsOnlyAServiceThenUnauthorizedClient() {
		RelyingParty service = this.actors.app(TestClients.confidential().grantTypes("client_credentials").scopes());
		assertThat(service.authorize(this.browser, service.request()).answer()).containsEntry("error",
				"unauthorized_client");
	}

	@Test
	void authorizeWhenRedirectUriHasAQueryThenItIsKept() {
		String redirectUri = TestClients.REDIRECT_URI + "?dummy1=lorem&dummy2=ipsum";
		RelyingParty other = this.actors.app(TestClients.confidential().firstParty().redirectUri(redirectUri));
		Page page = other.authorize(this.browser, other.request(Map.of("redirect_uri", redirectUri)));
		assertThat(page.left().toString()).startsWith(redirectUri + "&code=");
	}

	/** Also what stands after the path is compared, character by character. */
	@ParameterizedTest
	@ValueSource(strings = { "?dummy1=lorem&dummy2=other", "?dummy2=ipsum&dummy1=lorem", "?dummy1=lorem",
			"?dummy1=lorem&dummy2=ipsum&more=x", "" })
	void authorizeWhenRedirectUriHasAnotherQueryThenAPage(String query) {
		RelyingParty other = this.actors.app(TestClients.confidential()
			.firstParty()
			.redirectUri(TestClients.REDIRECT_URI + "?dummy1=lorem&dummy2=ipsum"));
		Page page = other.authorize(this.browser,
				other.request(Map.of("redirect_uri", TestClients.REDIRECT_URI + query)));
		assertThat(page.left()).isNull();
		assertThat(page.status()).isEqualTo(400);
	}

}
