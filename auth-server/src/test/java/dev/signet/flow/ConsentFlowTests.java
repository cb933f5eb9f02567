package dev.signet.flow;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.consent.Consents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person allows, and what not (RFC 6749 §3.3, OpenID Connect Core 1.0 §3.1.2.4).
 */
@SignetTest
class ConsentFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private Consents consents;

	@Autowired
	private Clients clients;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.browser = this.actors.signedIn(this.person);
	}

	@Test
	void pageWhenTheAppHasLogoAndPoliciesThenShowsThem() {
		RelyingParty app = this.actors.app(TestClients.confidential()
			.about(URI.create("https://cdn.app.test:8443/logo.svg"), URI.create("https://app.test/privacy"),
					URI.create("https://app.test/terms")));
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = app.authorize(browser, app.request());
		assertThat(page.document().select("img[src=https://cdn.app.test:8443/logo.svg]")).hasSize(1);
		assertThat(page.document().select("a[href=https://app.test/privacy], a[href=https://app.test/terms]"))
			.hasSize(2)
			.allMatch((link) -> link.attr("rel").contains("noopener"));
		assertThat(page.response().headers().firstValue("Content-Security-Policy").orElse(""))
			.contains("img-src 'self' https://cdn.app.test:8443 data:")
			.contains("default-src 'none'");
	}

	@Test
	void consentWhenMoreIsAskedAndDeniedThenAccessDeniedAndEarlierConsentStays() {
		allow("openid profile", "profile");
		Page page = ask("openid profile email");
		assertThat(page.address().getPath()).isEqualTo("/consent");
		Map<String, String> answer = this.actors.answer(this.browser, page, "deny", "email").answer();
		assertThat(answer).containsEntry("error", "access_denied")
			.containsEntry("iss", this.actors.server().toString())
			.containsKey("state")
			.doesNotContainKey("code");
		assertThat(allowed()).containsExactlyInAnyOrder("openid", "profile");
		assertThat(ask("openid profile").answer()).containsKey("code");
	}

	@Test
	void consentWhenOnlyOneOfTwoNewScopesIsTickedThenOnlyThatOneIsGranted() {
		allow("openid profile", "profile");
		Page page = ask("openid profile email roles");
		assertThat(page.document().select("input[name=scope]").eachAttr("value")).contains("email", "roles");
		String code = this.actors.answer(this.browser, page, "allow", "roles").answer().get("code");
		RelyingParty.Answer tokens = this.app.redeem(code);
		assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "roles");
		assertThat(this.app.userInfo(tokens.accessToken()).json()).containsKey("name").doesNotContainKey("email");
		assertThat(allowed()).containsExactlyInAnyOrder("openid", "profile", "roles");
	}

	@Test
	void consentWhenScopeThatWasNotAskedIsPostedThenItIsNotGranted() {
		Page page = ask("openid profile");
		String code = this.actors.answer(this.browser, page, "allow", "profile", "email", "offline_access")
			.answer()
			.get("code");
		assertThat(this.app.redeem(code).text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
		assertThat(allowed()).containsExactlyInAnyOrder("openid", "profile");
	}

	@Test
	void consentWhenNothingIsTickedThenOnlyOpenIdIsGranted() {
		Page page = ask("openid profile email");
		String code = this.actors.answer(this.browser, page, "allow").answer().get("code");
		assertThat(this.app.redeem(code).text("scope")).isEqualTo("openid");
	}

	@Test
	void consentWhenPromptConsentThenAsksAgain() {
		allow("openid", new String[0]);
		Page page = this.app.authorize(this.browser, this.app.request(Map.of("scope", "openid", "prompt", "consent")));
		assertThat(page.address().getPath()).isEqualTo("/consent");
		assertThat(this.actors.answer(this.browser, page, "allow").answer()).containsKey("code");
	}

	@Test
	void consentWhenClientIsFirstPartyThenNobodyIsAsked() {
		RelyingParty own = this.actors.app(TestClients.confidential().firstParty());
		assertThat(own.authorize(this.browser, own.request()).answer()).containsKey("code");
	}

	@Test
	void consentWhenClientIsChangedInTheFormThenRefused() {
		Page page = ask("openid profile");
		String request = page.document().selectFirst("input[name=request]").attr("value");
		String csrf = page.csrf();
		Page refused = this.browser.post("/consent", Map.of("request", request, "_csrf", csrf, "decision", "allow",
				"client_id", this.actors.app().clientId()));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(allowed()).isEmpty();
	}

	@Test
	void consentWhenAnotherPersonAnswersInTheSameBrowserThenItIsTheirs() {
		Page page = ask("openid profile");
		Browser other = this.actors.signedIn(this.actors.person());
		Page stolen = other.open(page.address().toString());
		assertThat(stolen.status()).isEqualTo(400);
	}

	@Test
	void withdrawWhenTokensWereGivenThenTheyEnd() {
		allow("openid profile", "profile");
		RelyingParty.Answer tokens = this.app.redeem(ask("openid profile").answer().get("code"));
		this.consents.withdraw(this.person.id(), client().id());
		assertThat(this.app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(401);
	}

	private void allow(String scope, String... ticked) {
		assertThat(this.actors.answer(this.browser, ask(scope), "allow", ticked).answer()).containsKey("code");
	}

	private Page ask(String scope) {
		return this.app.authorize(this.browser, this.app.request(Map.of("scope", scope)));
	}

	private Set<String> allowed() {
		return this.consents.allowed(this.person.id(), client().id());
	}

	private Client client() {
		return this.clients.findByClientId(this.app.clientId()).orElseThrow();
	}

}
