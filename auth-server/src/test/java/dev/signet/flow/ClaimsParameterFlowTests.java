package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Claims asked for by name, and {@code acr} (OpenID Connect Core 1.0 §5.5, §2).
 */
@SignetTest
class ClaimsParameterFlowTests {

	private static final String BOTH = """
			{"id_token": {"email": {"essential": true}, "auth_time": {"essential": true}, "nobody_knows": null},
			 "userinfo": {"name": null, "given_name": {"value": "Ada"}}, "unknown": {"a": "b"}}""";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.browser = this.actors.signedIn(this.person);
		this.app = this.actors.app(TestClients.confidential().firstParty());
	}

	@Test
	void claimsWhenAskedByNameThenInIdTokenAndUserInfoAndNoOthers() {
		RelyingParty.Answer tokens = this.app.redeem(ask("openid", BOTH).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("email", this.person.emailAddress())
			.containsKey("auth_time")
			.doesNotContainKeys("email_verified", "name", "given_name", "nobody_knows");
		assertThat(this.app.userInfo(tokens.accessToken()).json()).containsOnlyKeys("sub", "name", "given_name")
			.containsEntry("name", "Ada Lovelace")
			.containsEntry("sub", this.person.id().toString());
	}

	@Test
	void claimsWhenRefreshedThenStillThere() {
		RelyingParty.Answer first = this.app.redeem(ask("openid", BOTH).answer().get("code"));
		RelyingParty.Answer tokens = this.app.refresh(first.refreshToken());
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("email", this.person.emailAddress());
		assertThat(this.app.userInfo(tokens.accessToken()).json()).containsEntry("given_name", "Ada");
	}

	/** They count as their scopes, which such a refresh does not name. */
	@Test
	void claimsWhenRefreshNamesOtherScopesThenLeftOutThisTime() {
		String claims = """
				{"id_token": {"email": null}, "userinfo": {"email": null}}""";
		for (String scope : List.of("openid", "openid profile email")) {
			RelyingParty.Answer first = this.app.redeem(ask(scope, claims).answer().get("code"));
			RelyingParty.Answer narrow = refresh(first.refreshToken(), "openid");
			assertThat(RelyingParty.claims(narrow.accessToken())).doesNotContainKey("userinfo_claims");
			assertThat(RelyingParty.claims(narrow.idToken())).doesNotContainKey("email");
			assertThat(this.app.userInfo(narrow.accessToken()).json()).containsOnlyKeys("sub");
			RelyingParty.Answer whole = this.app.refresh(narrow.refreshToken());
			assertThat(RelyingParty.claims(whole.idToken())).containsEntry("email", this.person.emailAddress());
			assertThat(this.app.userInfo(whole.accessToken()).json()).containsKey("email");
		}
	}

	@Test
	void claimsWhenTheirScopeWasTakenFromTheClientSinceThenLeftOut() {
		RelyingParty.Answer first = this.app
			.redeem(ask("openid", "{\"id_token\": {\"email\": null, \"name\": null}}").answer().get("code"));
		TestClients.confidential().firstParty().scopes("openid", "profile").change(this.beans, this.app.clientId());
		assertThat(RelyingParty.claims(this.app.refresh(first.refreshToken()).idToken())).containsKey("name")
			.doesNotContainKey("email");
	}

	@Test
	void claimsWhenNotAskedThenNoneInIdToken() {
		RelyingParty.Answer tokens = this.app.redeem(this.app.code(this.browser));
		assertThat(RelyingParty.claims(tokens.idToken())).doesNotContainKeys("email", "name");
		assertThat(RelyingParty.claims(tokens.accessToken())).doesNotContainKey("userinfo_claims");
	}

	@Test
	void claimsWhenClientIsNotRegisteredForTheirScopeThenLeftOutWithoutError() {
		RelyingParty modest = this.actors.app(TestClients.confidential().firstParty().scopes("openid", "profile"));
		Map<String, String> answer = modest
			.authorize(this.browser, modest.request(Map.of("scope", "openid", "claims", BOTH)))
			.answer();
		RelyingParty.Answer tokens = modest.redeem(answer.get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).doesNotContainKey("email");
		assertThat(modest.userInfo(tokens.accessToken()).json()).containsKey("name");
	}

	@Test
	void claimsWhenOpenIdIsNotAskedThenIgnored() {
		RelyingParty.Answer tokens = this.app.redeem(ask("profile", BOTH).answer().get("code"));
		assertThat(tokens.json()).doesNotContainKey("id_token");
		assertThat(RelyingParty.claims(tokens.accessToken())).doesNotContainKey("userinfo_claims");
	}

	@Test
	void consentWhenClaimsAreAskedByNameThenTheirScopesAreShownAndMustBeAllowed() {
		this.app = this.actors.app();
		Page consent = ask("openid", BOTH);
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(consent.document().select("input[name=scope]").eachAttr("value")).containsExactlyInAnyOrder("email",
				"profile");
		Page page = this.actors.answer(this.browser, consent, "allow", "profile");
		RelyingParty.Answer tokens = this.app.redeem(page.answer().get("code"));
		assertThat(tokens.text("scope")).isEqualTo("openid");
		assertThat(RelyingParty.claims(tokens.idToken())).doesNotContainKey("email");
		assertThat(this.app.userInfo(tokens.accessToken()).json()).containsOnlyKeys("sub", "name", "given_name");
	}

	@Test
	void consentWhenClaimsWereAllowedBeforeThenNobodyIsAsked() {
		this.app = this.actors.app();
		this.actors.allowAll(this.browser, ask("openid", BOTH));
		RelyingParty.Answer tokens = this.app.redeem(ask("openid", BOTH).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).containsKey("email");
	}

	@Test
	void consentWhenPromptNoneAndClaimsWereNotAllowedThenConsentRequired() {
		this.app = this.actors.app();
		this.actors.answer(this.browser, this.app.authorize(this.browser, this.app.request(Map.of("scope", "openid"))),
				"allow");
		Map<String, String> request = this.app.request(Map.of("scope", "openid", "prompt", "none", "claims", BOTH));
		assertThat(this.app.authorize(this.browser, request).answer()).containsEntry("error", "consent_required");
	}

	@Test
	void subjectWhenOfTheOneSignedInThenCodeElseLoginRequired() {
		assertThat(subject(this.person.id().toString(), "none").answer()).containsKey("code");
		assertThat(subject(UUID.randomUUID().toString(), "none").answer()).containsEntry("error", "login_required");
	}

	@Test
	void subjectWhenOfAnotherPersonThenThatOneMustSignIn() {
		Account other = this.actors.person("USER");
		Page signIn = subject(other.id().toString(), "consent");
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		Page consent = this.actors.signIn(this.browser, signIn, other);
		String code = this.actors.allowAll(this.browser, consent).answer().get("code");
		assertThat(RelyingParty.claims(this.app.redeem(code).idToken())).containsEntry("sub", other.id().toString());
	}

	@Test
	void subjectWhenClientKnowsPeopleByPairwiseNamesThenOnlyByThose() {
		this.app = this.actors.app(TestClients.confidential().firstParty().pairwise());
		RelyingParty.Answer tokens = this.app.redeem(this.app.code(this.browser));
		String name = (String) RelyingParty.claims(tokens.idToken()).get("sub");
		assertThat(name).isNotEqualTo(this.person.id().toString());
		assertThat(subject(name, "none").answer()).containsKey("code");
		assertThat(subject(this.person.id().toString(), "none").answer()).containsEntry("error", "login_required");
	}

	/**
	 * §5.5.1: a request for a value is no demand, and another value is not what it is
	 * for.
	 */
	@Test
	void valueWhenThePersonHasAnotherThenLeftOutEssentialOrNot() {
		String claims = """
				{"id_token": {"email": {"essential": true, "value": "eve@example.test"}, "email_verified": {"value": false},
				  "given_name": {"values": ["Eve", "Ada"]}, "auth_time": {"value": 1}},
				 "userinfo": {"family_name": {"values": ["Smith"]}, "name": {"value": "Ada Lovelace"},
				  "nickname": {"value": null}, "updated_at": {"value": "x"}}}""";
		RelyingParty.Answer tokens = this.app.redeem(ask("openid", claims).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).doesNotContainKey("email")
			.containsEntry("email_verified", false)
			.containsEntry("given_name", "Ada")
			.containsKey("auth_time");
		assertThat(this.app.userInfo(tokens.accessToken()).json()).containsOnlyKeys("sub", "name");
	}

	/** Else a client could try out values by whether the person has to be asked. */
	@Test
	void valueWhenNotAllowedYetThenThePersonIsAskedWhateverItIs() {
		this.app = this.actors.app();
		this.actors.answer(this.browser, this.app.authorize(this.browser, this.app.request(Map.of("scope", "openid"))),
				"allow");
		for (String email : List.of("eve@example.test", this.person.emailAddress())) {
			Map<String, String> request = this.app.request(Map.of("scope", "openid", "prompt", "none", "claims",
					"{\"id_token\":{\"email\":{\"value\":\"" + email + "\"}}}"));
			assertThat(this.app.authorize(this.browser, request).answer()).containsEntry("error", "consent_required");
		}
	}

	@Test
	void acrWhenReachableThenInTheIdTokenEssentialOrNot() {
		String essential = """
				{"id_token": {"acr": {"essential": true, "values": ["x", "urn:signet:acr:1fa"]}}}""";
		RelyingParty.Answer tokens = this.app.redeem(ask("openid", essential).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("acr", "urn:signet:acr:1fa");
		Map<String, String> voluntary = this.app.request(Map.of("acr_values", "x y"));
		String code = this.app.authorize(this.browser, voluntary).answer().get("code");
		assertThat(RelyingParty.claims(this.app.redeem(code).idToken())).containsEntry("acr", "urn:signet:acr:1fa");
	}

	private Page subject(String subject, String prompt) {
		return this.app.authorize(this.browser, this.app
			.request(Map.of("prompt", prompt, "claims", "{\"id_token\":{\"sub\":{\"value\":\"" + subject + "\"}}}")));
	}

	private RelyingParty.Answer refresh(String token, String scope) {
		return this.app.token(Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", scope));
	}

	private Page ask(String scope, String claims) {
		return this.app.authorize(this.browser, this.app.request(Map.of("scope", scope, "claims", claims)));
	}

}
