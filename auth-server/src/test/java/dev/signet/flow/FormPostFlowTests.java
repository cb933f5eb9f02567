package dev.signet.flow;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that a form carries to the client (OAuth 2.0 Form Post Response Mode §2).
 */
@SignetTest
class FormPostFlowTests {

	private static final Map<String, String> FORM_POST = Map.of("response_mode", "form_post");

	@Autowired
	private Actors actors;

	private Account person;

	private RelyingParty app;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app(TestClients.confidential().name("Northwind"));
	}

	@Test
	void authorizeWhenFormPostThenTheFormHoldsTheAnswerAndNothingElse() {
		Browser browser = this.actors.consented(this.person, this.app);
		Map<String, String> request = this.app.request(FORM_POST);
		Page page = this.app.authorize(browser, request);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().text()).contains("Northwind");
		Map<String, String> answer = answer(page);
		assertThat(answer).containsOnlyKeys("code", "state", "iss")
			.containsEntry("state", request.get("state"))
			.containsEntry("iss", this.actors.server().toString());
		assertThat(this.app.redeem(answer.get("code")).status()).isEqualTo(200);
	}

	@Test
	void authorizeWhenFormPostThenPageIsKeptNowhereAndMayLeadToTheClient() {
		Page page = this.app.authorize(this.actors.consented(this.person, this.app), this.app.request(FORM_POST));
		assertThat(page.header("Cache-Control")).contains("no-store");
		assertThat(page.header("Referrer-Policy")).contains("no-referrer");
		assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("script-src 'self'",
				"form-action https:;", "frame-ancestors 'none'");
		assertThat(page.response().headers().allValues("Content-Security-Policy")).hasSize(1);
		assertThat(page.document().select("script:not([src]), style, [style], [onload]")).isEmpty();
		assertThat(page.document().select("script[src]").attr("src")).matches("/js/signet-[0-9a-f]{32}\\.js");
	}

	@Test
	void authorizeWhenFormPostAndScriptsAreOffThenThereIsAButton() {
		Page page = this.app.authorize(this.actors.consented(this.person, this.app), this.app.request(FORM_POST));
		Element form = page.document().selectFirst("form");
		assertThat(form.select("button[type=submit]:not([name])").text()).isNotBlank();
		assertThat(form.hasAttr("data-send")).isTrue();
	}

	@Test
	void authorizeWhenFormPostAfterSignInAndConsentThenPosted() {
		Browser browser = this.actors.browser();
		Page consent = this.actors.signIn(browser, this.app.authorize(browser, this.app.request(FORM_POST)),
				this.person);
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(answer(this.actors.allowAll(browser, consent))).containsKey("code");
	}

	@Test
	void authorizeWhenFormPostAndDeniedThenErrorIsPosted() {
		Browser browser = this.actors.signedIn(this.person);
		Page consent = this.app.authorize(browser, this.app.request(FORM_POST));
		assertThat(answer(this.actors.answer(browser, consent, "deny"))).containsEntry("error", "access_denied")
			.containsKeys("error_description", "state", "iss")
			.doesNotContainKey("code");
	}

	@Test
	void authorizeWhenFormPostAndPromptNoneThenErrorIsPosted() {
		Map<String, String> request = new LinkedHashMap<>(this.app.request(FORM_POST));
		request.put("prompt", "none");
		assertThat(answer(this.app.authorize(this.actors.browser(), request))).containsEntry("error", "login_required");
	}

	@Test
	void authorizeWhenFormPostAndStateHasMarkupThenItIsText() {
		Map<String, String> request = new LinkedHashMap<>(this.app.request(FORM_POST));
		request.put("state", "\"><script>alert(1)</script>");
		Page page = this.app.authorize(this.actors.consented(this.person, this.app), request);
		assertThat(page.response().body()).doesNotContain("<script>alert");
		assertThat(answer(page)).containsEntry("state", request.get("state"));
	}

	@Test
	void authorizeWhenFormPostAndRedirectUriUnknownThenOurErrorPage() {
		Map<String, String> request = new LinkedHashMap<>(this.app.request(FORM_POST));
		request.put("redirect_uri", "https://evil.test/");
		Page page = this.app.authorize(this.actors.browser(), request);
		assertThat(page.status()).isEqualTo(400);
		assertThat(page.document().select("main form")).isEmpty();
		assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("form-action 'self'");
	}

	@Test
	void authorizeWhenRequestItselfIsPostedThenAnswerIsPostedToo() {
		Browser browser = this.actors.consented(this.person, this.app);
		Page page = browser.post("/oauth2/authorize", this.app.request(FORM_POST));
		assertThat(answer(page)).containsKey("code");
	}

	private static Map<String, String> answer(Page page) {
		Element form = page.document().selectFirst("form");
		assertThat(form).as(() -> "form in " + page.document().text()).isNotNull();
		assertThat(form.attr("action")).isEqualTo(TestClients.REDIRECT_URI);
		assertThat(form.attr("method")).isEqualTo("post");
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input").forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		return fields;
	}

}
