package dev.signet.flow;

import java.time.Instant;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In which language people are spoken to: the one chosen on a page, else that of
 * {@code ui_locales} (OpenID Connect Core 1.0 §3.1.2.1), of the account, of the browser,
 * of the settings.
 */
@SignetTest
class LanguageFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private RelyingParty app;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app();
		this.person = this.actors.person("USER");
		this.browser = this.actors.browser();
	}

	@Test
	void uiLocalesWhenGermanThenTheWholeWayIsGerman() {
		Page signIn = ask("de");
		assertThat(heading(signIn)).isEqualTo("Anmelden");
		assertLanguage(signIn, "de");
		Page failed = this.browser.submit(signIn, Map.of("login", this.person.username(), "password", "wrong"));
		assertThat(failed.document().select("[role=alert]").text()).startsWith("Name oder Passwort stimmt nicht.");
		Page consent = this.actors.signIn(this.browser, failed, this.person);
		assertThat(heading(consent)).endsWith("möchte Ihr Konto verwenden");
		assertThat(consent.document().select(".scopes").text()).contains("Ihre E-Mail-Adresse sehen");
		assertLanguage(consent, "de");
		assertThat(this.actors.allowAll(this.browser, consent).answer()).containsKey("code");
	}

	@ParameterizedTest
	@CsvSource({ "xx fr, fr", "fr-CA de, fr", "ja, ja", "zh-Hans, zh-CN", "xx yy, en", "'', en", "%%%, en",
			"' de  fr ', de" })
	void uiLocalesThenTheFirstThatThereIsAndNeverAnError(String asked, String language) {
		assertLanguage(ask(asked), language);
	}

	@Test
	void uiLocalesWhenFieldIsEmptyThenTheErrorBesideItIsInThatLanguage() {
		Page wrong = this.browser.submit(ask("fr"), Map.of("login", "", "password", "x"));
		assertThat(wrong.document().getElementById("login-error").text())
			.isEqualTo("Veuillez saisir votre nom d’utilisateur ou votre adresse e-mail.");
		assertLanguage(wrong, "fr");
	}

	@Test
	void uiLocalesWhenTwoTabsThenEachKeepsItsOwn() {
		Page german = ask("de");
		Page spanish = ask("es");
		assertLanguage(this.browser.open(german.address().toString()), "de");
		assertLanguage(this.browser.open(spanish.address().toString()), "es");
	}

	@Test
	void uiLocalesWhenPageIsLongGoneThenTheFormStillKnows() {
		Page signIn = ask("de");
		Page late = this.actors.browser()
			.post("/signin", Map.of("restart", signIn.form(Map.of("login", "")).select("[name=restart]").attr("value"),
					"login", "", "password", ""));
		assertThat(late.status()).isEqualTo(200);
		assertLanguage(late, "de");
	}

	@Test
	void uiLocalesWhenRequestCannotBeAnsweredThenTheErrorPageSpeaksIt() {
		Page error = this.browser.open("/oauth2/authorize?client_id=nobody&ui_locales=ja");
		assertThat(heading(error)).isEqualTo("このアプリは登録されていません");
		assertLanguage(error, "ja");
		assertThat(error.header("Content-Type")).hasValue("text/html;charset=UTF-8");
	}

	@Test
	void uiLocalesWhenClientIsToldThenInEnglish() {
		Map<String, String> request = this.app.request(Map.of("ui_locales", "de", "prompt", "none"));
		assertThat(this.app.authorize(this.browser, request).answer().get("error_description")).isASCII()
			.doesNotContain("Anmeld");
	}

	@Test
	void uiLocalesWhenFormPostThenThePageSpeaksIt() {
		Browser signedIn = this.actors.consented(this.person, this.app);
		Page answer = this.app.authorize(signedIn,
				this.app.request(Map.of("ui_locales", "pt", "response_mode", "form_post")));
		assertThat(heading(answer)).startsWith("Levando você para ");
		assertLanguage(answer, "pt");
		assertThat(answer.document().select("form")).hasSize(1);
	}

	@Test
	void uiLocalesWhenSigningOutThenQuestionAndGoodbyeSpeakIt() {
		Browser signedIn = this.actors.signedIn(this.person);
		Page question = signedIn.open("/connect/logout?ui_locales=es");
		assertThat(heading(question)).isEqualTo("¿Cerrar sesión?");
		Page goodbye = signedIn.submit(question, Map.of("ui_locales", "es"));
		assertThat(heading(goodbye)).isEqualTo("Ha cerrado sesión");
		assertLanguage(goodbye, "es");
	}

	@Test
	void languageWhenChosenThenBeatsWhatTheAppAsksForAndStays() {
		Page signIn = ask("de");
		Page chosen = this.browser.submit(signIn, Map.of("language", "zh-CN"));
		assertThat(chosen.address()).isEqualTo(signIn.address());
		assertThat(heading(chosen)).isEqualTo("登录");
		assertLanguage(chosen, "zh-CN");
		assertLanguage(ask("fr"), "zh-CN");
		assertLanguage(this.browser.open("/nowhere"), "zh-CN");
		assertThat(this.actors.signIn(this.browser, chosen, this.person).address().getPath()).isEqualTo("/consent");
	}

	@Test
	void languageWhenChosenOnAnErrorPageThenCountsAndNothingOfTheRequestIsShownBack() {
		Page error = this.browser.open("/oauth2/authorize?client_id=nobody");
		assertThat(error.response().body()).doesNotContain("nobody");
		assertThat(heading(this.browser.submit(error, Map.of("language", "de")))).isEqualTo("Anmelden");
		assertThat(heading(this.browser.open(error.address().toString()))).isEqualTo("Wir kennen diese App nicht");
	}

	@Test
	void languageWhenChosenBeforeSigningOutThenTheQuestionStays() {
		Browser signedIn = this.actors.signedIn(this.person);
		Page question = signedIn.open("/connect/logout?client_id=" + this.app.clientId());
		Page chosen = signedIn.submit(question, Map.of("language", "fr"));
		assertThat(chosen.document().select("main input[name=client_id]").val()).isEqualTo(this.app.clientId());
		assertLanguage(chosen, "fr");
	}

	@Test
	void languageWhenChosenAfterAFormThenThePageAndItsJourneyStay() {
		Page failed = this.browser.submit(ask("de"), Map.of("login", "x", "password", "wrong"));
		Page chosen = this.browser.submit(failed, Map.of("language", "fr"));
		assertThat(chosen.status()).isEqualTo(200);
		assertThat(this.actors.signIn(this.browser, chosen, this.person).address().getPath()).isEqualTo("/consent");
	}

	@Test
	void languageWhenThereIsNoSuchThenNothingIsRemembered() {
		Page back = this.browser.post("/language", Map.of("language", "tlh", "back", "/signin"));
		assertThat(back.address().getPath()).isEqualTo("/signin");
		assertThat(this.browser.cookies()).doesNotContainKey("signet-language");
	}

	@ParameterizedTest
	@CsvSource({ "//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)" })
	void languageWhenWayBackIsElsewhereThenStaysHere(String back) {
		Page answer = this.browser.postOnly("/language", Map.of("language", "de", "back", back), Map.of());
		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location")).hasValue("/");
	}

	@Test
	void languageWhenAnotherSiteChoosesThenRefused() {
		Page answer = this.browser.postOnly("/language", Map.of("language", "de", "back", "/signin"),
				Map.of("Sec-Fetch-Site", "cross-site"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(this.browser.cookies()).doesNotContainKey("signet-language");
	}

	@Test
	void accountWhenItHasALanguageThenBeatsTheBrowserAndNotTheApp() {
		this.beans.getBean(Accounts.class)
			.update(this.person.id(), (account) -> account.changeProfile(speaking("fr-CA"), Instant.now()));
		Browser signedIn = this.actors.signedIn(this.person);
		Page home = signedIn.fetch("GET", "/account", Map.of("Accept-Language", "de"));
		assertThat(heading(home)).startsWith("Bonjour");
		assertLanguage(home, "fr");
		assertLanguage(this.app.authorize(signedIn, this.app.request(Map.of("ui_locales", "es"))), "es");
		assertLanguage(signedIn.open("/nowhere"), "fr");
	}

	@Test
	void browserWhenSetUpForALanguageThenThatAndItsDates() {
		Page error = this.browser.fetch("GET", "/nowhere", Map.of("Accept-Language", "da, es-MX;q=0.8, en;q=0.5"));
		assertThat(heading(error)).isEqualTo("Aquí no hay nada");
		Browser signedIn = this.actors.signedIn(this.person);
		Page home = signedIn.fetch("GET", "/account", Map.of("Accept-Language", "de"));
		assertThat(home.document().select("time[data-only=date]").text()).matches("\\d{1,2}\\. \\p{L}+ \\d{4}");
	}

	@Test
	void errorWhenRequestIsTooBrokenForAFilterThenStillInTheLanguage() {
		Page error = this.browser.fetch("GET", "/signin?ui_locales=fr&x=%ff", Map.of("Accept-Language", "de"));
		assertThat(error.status()).isEqualTo(400);
		assertThat(heading(error)).isEqualTo("Nous n’avons pas pu lire cette demande");
	}

	@Test
	void pageThenSaysOnWhatItsLanguageDepends() {
		Page page = this.browser.open("/signin");
		assertThat(page.response().headers().allValues("Vary")).contains("Accept-Language, Cookie");
		assertThat(this.browser.open("/.well-known/openid-configuration").response().headers().allValues("Vary"))
			.doesNotContain("Accept-Language, Cookie");
	}

	private Page ask(String uiLocales) {
		return this.app.authorize(this.browser, this.app.request(Map.of("ui_locales", uiLocales)));
	}

	private static Profile speaking(String locale) {
		return new Profile("Ada", null, "Lovelace", null, null, null, null, null, null, null, locale, null);
	}

	private static String heading(Page page) {
		return page.document().select("h1").text();
	}

	private static void assertLanguage(Page page, String tag) {
		assertThat(page.document().selectFirst("html").attr("lang")).as(() -> page.document().text()).isEqualTo(tag);
		assertThat(page.document().selectFirst("html").attr("dir")).isEqualTo("ltr");
		assertThat(page.header("Content-Language")).hasValue(tag);
	}

}
