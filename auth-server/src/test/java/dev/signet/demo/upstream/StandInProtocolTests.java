package dev.signet.demo.upstream;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.signet.SignetTest;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import dev.signet.flow.Upstream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shapes of the stand-ins, as their originals have them.
 */
@SignetTest
class StandInProtocolTests {

	/** RFC 7636, appendix B. */
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	@Autowired
	private Actors actors;

	@Autowired
	private JsonMapper json;

	private Browser browser;

	private URI server;

	@BeforeEach
	void setUp() {
		this.browser = this.actors.browser();
		this.server = this.actors.server();
	}

	@ParameterizedTest
	@EnumSource
	void askThenSaysThatItIsAStandInAndKeepsToThePolicy(StandIn standIn) {
		Page page = this.browser.open(address(standIn, asked(standIn)));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().text()).contains("Stand-in for " + standIn.label(), "no real account");
		assertThat(page.document().title()).isEqualTo("Stand-in for " + standIn.label());
		assertThat(page.document().select("script:not([src]), style, [style], link[href^=http]")).isEmpty();
		assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'")
			.doesNotContain("unsafe");
	}

	@ParameterizedTest
	@CsvSource({ "client_id,somebody-else", "redirect_uri,https://evil.test/", "response_type,token",
			"code_challenge_method,plain" })
	void askWhenRequestIsWrongThenIsNotSentBack(String name, String value) {
		for (StandIn standIn : StandIn.values()) {
			Map<String, String> wrong = asked(standIn);
			wrong.put(name, value);
			Page page = this.browser.open(address(standIn, wrong));
			assertThat(page.status()).as("%s", standIn).isEqualTo(400);
			assertThat(page.document().select("form")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "''", "/", "?x=y", "#x", "/../callback", "%2e" })
	void askWhenRedirectUriIsNearlyOursThenIsNotSentBack(String end) {
		Map<String, String> wrong = asked(StandIn.GOOGLE);
		wrong.put("redirect_uri",
				end.isEmpty() ? this.server + "/signin/with/Google/callback" : wrong.get("redirect_uri") + end);
		assertThat(this.browser.open(address(StandIn.GOOGLE, wrong)).status()).isEqualTo(400);
	}

	@Test
	void answerWhenPostedFromElsewhereOrWithoutTokenThenRefused() {
		Map<String, String> fields = asked(StandIn.GOOGLE);
		fields.put("person", Upstream.ALICE);
		String target = "/demo/upstream/google/answer";
		assertThat(this.browser.postOnly(target, fields, Map.of()).status()).isEqualTo(403);
		assertThat(this.browser
			.postOnly(target, fields, Map.of("Origin", "https://evil.test", "Sec-Fetch-Site", "cross-site"))
			.status()).isEqualTo(403);
	}

	@Test
	void answerWhenRequestWasChangedOnTheWayThenIsNotSentBack() {
		Page page = this.browser.open(address(StandIn.GOOGLE, asked(StandIn.GOOGLE)));
		Page answered = this.browser.submitOnly(page,
				Map.of("person", Upstream.ALICE, "redirect_uri", "https://evil.test/"));
		assertThat(answered.status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "'',dora@mail.example,name", "Dora,'',address", "Dora,nonsense,address", "Dora,a@b@c,address" })
	void typeWhenSomethingIsMissingThenSaysWhatBesideTheField(String name, String address, String wrong) {
		Page page = this.browser.open(address(StandIn.GOOGLE, asked(StandIn.GOOGLE)));
		Page again = this.browser.submitOnly(page, Map.of("name", name, "address", address));
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.document().select("#" + wrong + "-error")).hasSize(1);
		assertThat(again.document().select("#name").attr("value")).isEqualTo(name);
		assertThat(again.document().select("input[name=state]").first().attr("value")).isEqualTo("a state");
	}

	@Test
	void typeWhenNameIsMarkupThenIsAName() {
		JsonNode token = token(StandIn.GOOGLE, answer(StandIn.GOOGLE, "<b>Dora</b> <i>M</i>", "markup@mail.example"));
		JsonNode person = call("/demo/upstream/google/v1/userinfo", bearer(token), 200);
		assertThat(person.get("name").stringValue()).isEqualTo("<b>Dora</b> <i>M</i>");
	}

	@Test
	void answerWhenAtGoogleOrGitHubThenNamesTheIssuer() {
		assertThat(answer(StandIn.GOOGLE, "Dora", "dora@mail.example")).containsEntry("state", "a state")
			.containsEntry("iss", this.server + "/demo/upstream/google");
		assertThat(answer(StandIn.GITHUB, "Dora", "dora@mail.example")).containsEntry("iss",
				this.server + "/demo/upstream/github/login/oauth");
		assertThat(answer(StandIn.MICROSOFT, "Dora", "dora@mail.example")).doesNotContainKey("iss");
	}

	@Test
	void answerWhenAtFacebookThenEndsInThatFragment() {
		Page page = this.browser.open(address(StandIn.FACEBOOK, asked(StandIn.FACEBOOK)));
		Page answered = this.browser.submitOnly(page, Map.of("person", Upstream.FINN));
		assertThat(answered.header("Location").orElseThrow()).endsWith("#_=_");
	}

	@Test
	void askWhenAppleIsAskedForANameThenOnlyByForm() {
		Map<String, String> wrong = asked(StandIn.APPLE);
		wrong.remove("response_mode");
		assertThat(this.browser.open(address(StandIn.APPLE, wrong)).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@EnumSource(names = "APPLE", mode = EnumSource.Mode.EXCLUDE)
	void redeemWhenCodeIsUsedTwiceThenRefused(StandIn standIn) {
		Map<String, String> answer = answer(standIn, "Dora", "dora@mail.example");
		assertThat(token(standIn, answer).has("access_token")).isTrue();
		assertThat(token(standIn, answer).has("access_token")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "code_verifier,another", "code,another", "client_secret,another", "client_id,another" })
	void redeemWhenSomethingIsWrongThenEachRefuses(String name, String value) {
		for (StandIn standIn : List.of(StandIn.GOOGLE, StandIn.GITHUB, StandIn.MICROSOFT, StandIn.FACEBOOK)) {
			Map<String, String> request = redemption(standIn, answer(standIn, "Dora", "dora@mail.example"));
			request.put(name, value);
			assertThat(redeem(standIn, request).has("access_token")).as("%s", standIn).isFalse();
		}
	}

	@Test
	void redeemWhenAtAnotherStandInThenRefused() {
		Map<String, String> answer = answer(StandIn.GOOGLE, "Dora", "dora@mail.example");
		assertThat(token(StandIn.MICROSOFT, answer).get("error").stringValue()).isEqualTo("invalid_grant");
	}

	@Test
	void redeemWhenAtGitHubThenAnswersAsAFormUnlessAskedForJson() {
		Map<String, String> request = redemption(StandIn.GITHUB, answer(StandIn.GITHUB, "Dora", "dora@mail.example"));
		Page form = this.browser.postOnly(path(StandIn.GITHUB), request, Map.of("Accept", "*/*"));
		assertThat(form.header("Content-Type").orElseThrow()).startsWith("application/x-www-form-urlencoded");
		assertThat(form.response().body()).startsWith("access_token=gho_")
			.contains("&scope=read%3Auser%2Cuser%3Aemail&token_type=bearer");
		Page again = this.browser.postOnly(path(StandIn.GITHUB), request, Map.of("Accept", "*/*"));
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.response().body()).startsWith("error=bad_verification_code&error_description=");
	}

	@Test
	void userWhenAtGitHubThenAddressNeedsASecondCall() {
		JsonNode token = token(StandIn.GITHUB, answer(StandIn.GITHUB, "Dora", "dora@mail.example"));
		JsonNode user = call("/demo/upstream/github/user", bearer(token), 200);
		assertThat(user.get("id").isNumber()).isTrue();
		assertThat(user.get("login").stringValue()).isEqualTo("dora");
		assertThat(user.get("email").isNull()).isTrue();
		JsonNode emails = call("/demo/upstream/github/user/emails", bearer(token), 200);
		List<String> primary = new ArrayList<>();
		emails.forEach((email) -> {
			if (email.get("primary").booleanValue() && email.get("verified").booleanValue()) {
				primary.add(email.get("email").stringValue() + " " + email.get("visibility").stringValue());
			}
		});
		assertThat(primary).containsExactly("dora@mail.example private");
		assertThat(emails.size()).isEqualTo(3);
	}

	@Test
	void emailsWhenScopeIsMissingThenNotFound() {
		Map<String, String> asked = asked(StandIn.GITHUB);
		asked.put("scope", "read:user");
		JsonNode token = token(StandIn.GITHUB, answer(StandIn.GITHUB, asked, "Dora", "dora@mail.example"));
		assertThat(call("/demo/upstream/github/user/emails", bearer(token), 404).get("message").stringValue())
			.isEqualTo("Not Found");
	}

	@Test
	void meWhenAtFacebookThenTellsWhatIsAskedFor() {
		JsonNode token = token(StandIn.FACEBOOK, answer(StandIn.FACEBOOK, "Dora Marsh", "dora@mail.example"));
		assertThat(call("/demo/upstream/facebook/v25.0/me", bearer(token), 200).propertyNames()).containsExactly("id",
				"name");
		assertThat(call("/demo/upstream/facebook/me?fields=id,email,last_name", bearer(token), 200).propertyNames())
			.containsExactly("id", "last_name", "email");
		assertThat(call("/demo/upstream/facebook/me", "nothing", 400).get("error").get("type").stringValue())
			.isEqualTo("OAuthException");
	}

	@Test
	void discoveryWhenAtMicrosoftThenManyTenantsShareADocumentWithAGap() {
		String base = this.server + "/demo/upstream/microsoft/";
		String tenant = Subjects.CONSUMERS;
		JsonNode many = call("/demo/upstream/microsoft/common/v2.0/.well-known/openid-configuration", "", 200);
		JsonNode one = call("/demo/upstream/microsoft/" + tenant + "/v2.0/.well-known/openid-configuration", "", 200);
		assertThat(many.get("issuer").stringValue()).isEqualTo(base + "{tenantid}/v2.0");
		assertThat(one.get("issuer").stringValue()).isEqualTo(base + tenant + "/v2.0");
		assertThat(many.has("code_challenge_methods_supported")).isFalse();
		JsonNode keys = call("/demo/upstream/microsoft/common/discovery/v2.0/keys", "", 200);
		assertThat(keys.get("keys").get(0).get("issuer").stringValue()).isEqualTo(base + "{tenantid}/v2.0");
		assertThat(keys.get("keys").get(0).has("d")).isFalse();
	}

	@Test
	void logoutWhenAtMicrosoftThenLeadsBackHereOnly() {
		String logout = "/demo/upstream/microsoft/common/oauth2/v2.0/logout?post_logout_redirect_uri=";
		Page back = this.browser.fetch("GET", logout + encoded(this.server + "/signed-out") + "&state=x", Map.of());
		assertThat(back.header("Location")).hasValue(this.server + "/signed-out?state=x");
		Page stays = this.browser.fetch("GET", logout + encoded("https://evil.test/"), Map.of());
		assertThat(stays.status()).isEqualTo(200);
		assertThat(stays.header("Location")).isEmpty();
	}

	@Test
	void errorThenHasTheShapeOfTheOriginal() {
		Map<String, String> nothing = new LinkedHashMap<>(Map.of("grant_type", "authorization_code"));
		assertThat(redeem(StandIn.GOOGLE, nothing).get("error_description").stringValue())
			.isEqualTo("The provided client secret is invalid.");
		JsonNode microsoft = redeem(StandIn.MICROSOFT, nothing);
		assertThat(microsoft.get("error_description").stringValue()).startsWith("AADSTS7000222: ");
		assertThat(microsoft.get("error_codes").get(0).intValue()).isEqualTo(7000222);
		assertThat(redeem(StandIn.APPLE, nothing).toString()).isEqualTo("{\"error\":\"invalid_client\"}");
		assertThat(redeem(StandIn.FACEBOOK, nothing).get("error").get("code").intValue()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "google/v1/userinfo,401", "github/user,401", "microsoft/oidc/userinfo,401", "facebook/me,400" })
	void apiWhenTokenIsOfAnotherStandInThenRefused(String api, int status) {
		StandIn other = api.startsWith("google") ? StandIn.MICROSOFT : StandIn.GOOGLE;
		JsonNode token = token(other, answer(other, "Dora", "dora@mail.example"));
		call("/demo/upstream/" + api, bearer(token), status);
	}

	private Map<String, String> asked(StandIn standIn) {
		Map<String, String> asked = new LinkedHashMap<>();
		asked.put("client_id", standIn.clientId());
		asked.put("redirect_uri", this.server + "/signin/with/" + standIn.path() + "/callback");
		asked.put("response_type", "code");
		asked.put("scope", switch (standIn) {
			case GITHUB -> "read:user user:email";
			case FACEBOOK -> "public_profile,email";
			case APPLE -> "openid name email";
			case GOOGLE, MICROSOFT -> "openid profile email";
		});
		asked.put("state", "a state");
		asked.put("code_challenge", CHALLENGE);
		asked.put("code_challenge_method", "S256");
		if (standIn == StandIn.APPLE) {
			asked.put("response_mode", "form_post");
		}
		return asked;
	}

	private Map<String, String> answer(StandIn standIn, String name, String address) {
		return answer(standIn, asked(standIn), name, address);
	}

	private Map<String, String> answer(StandIn standIn, Map<String, String> asked, String name, String address) {
		Page page = this.browser.open(address(standIn, asked));
		Page answered = this.browser.submitOnly(page, Map.of("name", name, "address", address));
		Map<String, String> answer = new LinkedHashMap<>();
		URI back = URI.create(answered.header("Location").orElseThrow());
		for (String pair : back.getRawQuery().split("&")) {
			String[] parts = pair.split("=", 2);
			answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		return answer;
	}

	private Map<String, String> redemption(StandIn standIn, Map<String, String> answer) {
		Map<String, String> request = new LinkedHashMap<>();
		request.put("grant_type", "authorization_code");
		request.put("client_id", standIn.clientId());
		request.put("client_secret", standIn.secret());
		request.put("code", answer.get("code"));
		request.put("redirect_uri", asked(standIn).get("redirect_uri"));
		request.put("code_verifier", VERIFIER);
		return request;
	}

	private JsonNode token(StandIn standIn, Map<String, String> answer) {
		return redeem(standIn, redemption(standIn, answer));
	}

	private JsonNode redeem(StandIn standIn, Map<String, String> request) {
		return this.json.readTree(
				this.browser.postOnly(path(standIn), request, Map.of("Accept", "application/json")).response().body());
	}

	private static String path(StandIn standIn) {
		return "/demo/upstream/" + switch (standIn) {
			case GOOGLE -> "google/token";
			case GITHUB -> "github/login/oauth/access_token";
			case MICROSOFT -> "microsoft/common/oauth2/v2.0/token";
			case FACEBOOK -> "facebook/v25.0/oauth/access_token";
			case APPLE -> "apple/auth/token";
		};
	}

	private static String address(StandIn standIn, Map<String, String> asked) {
		String path = switch (standIn) {
			case GOOGLE -> "google/o/oauth2/v2/auth";
			case GITHUB -> "github/login/oauth/authorize";
			case MICROSOFT -> "microsoft/common/oauth2/v2.0/authorize";
			case FACEBOOK -> "facebook/v25.0/dialog/oauth";
			case APPLE -> "apple/auth/authorize";
		};
		return "/demo/upstream/" + path + "?"
				+ asked.entrySet()
					.stream()
					.map((parameter) -> parameter.getKey() + "=" + encoded(parameter.getValue()))
					.collect(Collectors.joining("&"));
	}

	private JsonNode call(String path, String token, int status) {
		Page answer = this.browser.fetch("GET", path,
				Map.of("Accept", "application/json", "User-Agent", "Signet", "Authorization", "Bearer " + token));
		assertThat(answer.status()).isEqualTo(status);
		return this.json.readTree(answer.response().body());
	}

	private static String bearer(JsonNode token) {
		return token.get("access_token").stringValue();
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
