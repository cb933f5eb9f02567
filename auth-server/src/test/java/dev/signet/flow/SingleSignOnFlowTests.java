package dev.signet.flow;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.TestClients;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-in from an authorization request (OpenID Connect Core 1.0 §3.1).
 */
@SignetTest
class SingleSignOnFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Accounts accounts;

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER", "ADMIN");
	}

	@Test
	void authorizeWhenNobodySignedInThenSignInConsentAndCodeWithIssuer() {
		RelyingParty app = this.actors.app(TestClients.confidential().name("Northwind"));
		Browser browser = this.actors.browser();
		Map<String, String> request = app.request();
		Page signIn = app.authorize(browser, request);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().text()).contains("Northwind");
		Page consent = this.actors.signIn(browser, signIn, this.person);
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		Map<String, String> answer = this.actors.allowAll(browser, consent).answer();
		assertThat(answer).containsEntry("state", request.get("state"))
			.containsEntry("iss", this.actors.server().toString())
			.containsKey("code");
		RelyingParty.Answer tokens = app.redeem(answer.get("code"));
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(tokens.response().headers().firstValue("Cache-Control"))
			.hasValueSatisfying((value) -> assertThat(value).contains("no-store"));
		assertThat(tokens.json()).containsEntry("token_type", "Bearer").containsKey("refresh_token");
	}

	@Test
	void redeemWhenHonestThenTokensSayWhatTheStandardsAsk() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		RelyingParty.Answer tokens = app.redeem(app.code(browser));
		assertThat(tokens.response().headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(tokens.response().headers().firstValue("Pragma")).hasValue("no-cache");
		Map<String, Object> idToken = RelyingParty.claims(tokens.idToken());
		assertThat(idToken).containsEntry("iss", this.actors.server().toString())
			.containsEntry("sub", this.person.id().toString())
			.containsEntry("aud", app.clientId())
			.containsEntry("azp", app.clientId())
			.containsEntry("nonce", "nonce-1")
			.containsEntry("amr", List.of("pwd"))
			.containsKeys("exp", "iat", "auth_time", "sid", "at_hash")
			.doesNotContainKeys("email", "name", "roles");
		assertThat(RelyingParty.header(tokens.accessToken())).containsEntry("typ", "at+jwt")
			.containsEntry("alg", "RS256")
			.containsKey("kid");
		assertThat(RelyingParty.claims(tokens.accessToken())).containsEntry("client_id", app.clientId())
			.containsEntry("aud", this.actors.server().toString())
			.containsEntry("scope", "email openid profile roles")
			.containsEntry("roles", List.of("ADMIN", "USER"))
			.containsKeys("jti", "grant_id", "auth_time");
		assertThat(app.userInfo(tokens.accessToken()).json()).containsEntry("sub", this.person.id().toString())
			.containsEntry("name", "Ada Lovelace")
			.containsEntry("preferred_username", this.person.username())
			.containsEntry("email", this.person.emailAddress())
			.containsEntry("email_verified", false)
			.containsEntry("roles", List.of("ADMIN", "USER"));
	}

	@Test
	void redeemWhenClientIsRegisteredForItsSecretInTheBodyThenTokens() {
		RelyingParty app = this.actors.app(TestClients.confidential()
			.firstParty()
			.authenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST));
		String code = app.code(this.actors.signedIn(this.person));
		Map<String, String> redemption = Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
				TestClients.REDIRECT_URI, "code_verifier", app.verifier(), "client_id", app.clientId(), "client_secret",
				TestClients.SECRET);
		RelyingParty.Answer tokens = RelyingParty.send(app.form("/oauth2/token")
			.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(redemption)))
			.build());
		assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("aud", app.clientId());
	}

	@Test
	void redeemWhenCodeIsOldButNotExpiredThenTokens() {
		RelyingParty app = this.actors.app();
		String code = app.code(this.actors.consented(this.person, app));
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(app.redeem(code).status()).isEqualTo(200);
	}

	@Test
	void redeemWhenClientHasLifetimesOfItsOwnThenTokensSaySo() {
		RelyingParty app = this.actors.app(TestClients.confidential()
			.firstParty()
			.accessTokenLifetime(Duration.ofMinutes(7))
			.idTokenLifetime(Duration.ofMinutes(13)));
		RelyingParty.Answer tokens = app.redeem(app.code(this.actors.signedIn(this.person)));
		assertThat(lifetime(tokens.idToken())).isEqualTo(Duration.ofMinutes(13));
		assertThat(lifetime(tokens.accessToken())).isEqualTo(Duration.ofMinutes(7));
		assertThat(tokens.json()).containsEntry("expires_in", 7 * 60).containsEntry("token_type", "Bearer");
		assertThat(lifetime(app.refresh(tokens.refreshToken()).idToken())).isEqualTo(Duration.ofMinutes(13));
	}

	@Test
	void authorizeWhenSignedInAtOneAppThenKnownToTheSecondWithoutTyping() {
		RelyingParty first = this.actors.app();
		RelyingParty second = this.actors.app();
		Browser browser = this.actors.consented(this.person, first);
		Page consent = second.authorize(browser, second.request());
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		String code = this.actors.allowAll(browser, consent).answer().get("code");
		Map<String, Object> one = RelyingParty.claims(first.redeem(first.code(browser)).idToken());
		Map<String, Object> two = RelyingParty.claims(second.redeem(code).idToken());
		assertThat(two.get("sid")).isEqualTo(one.get("sid"));
		assertThat(two.get("auth_time")).isEqualTo(one.get("auth_time"));
	}

	@Test
	void authorizeWhenPromptNoneAndNobodySignedInThenLoginRequired() {
		RelyingParty app = this.actors.app();
		Map<String, String> answer = app.authorize(this.actors.browser(), app.request(Map.of("prompt", "none")))
			.answer();
		assertThat(answer).containsEntry("error", "login_required")
			.containsEntry("iss", this.actors.server().toString())
			.containsKey("state");
	}

	@Test
	void authorizeWhenPromptNoneAndConsentMissingThenConsentRequired() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.signedIn(this.person);
		assertThat(app.authorize(browser, app.request(Map.of("prompt", "none"))).answer()).containsEntry("error",
				"consent_required");
	}

	@Test
	void authorizeWhenPromptNoneAndAllGivenThenCode() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		assertThat(app.authorize(browser, app.request(Map.of("prompt", "none"))).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenPromptLoginThenSignsInAgainInTheSameSession() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		Map<String, Object> before = RelyingParty.claims(app.redeem(app.code(browser)).idToken());
		this.clock.advance(Duration.ofSeconds(10));
		Map<String, String> cookies = browser.cookies();
		Page signIn = app.authorize(browser, app.request(Map.of("prompt", "login")));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		String code = this.actors.signIn(browser, signIn, this.person).answer().get("code");
		Map<String, Object> after = RelyingParty.claims(app.redeem(code).idToken());
		assertThat(after.get("sid")).isEqualTo(before.get("sid"));
		assertThat((Integer) after.get("auth_time")).isGreaterThan((Integer) before.get("auth_time"));
		assertThat(browser.cookies()).isNotEqualTo(cookies);
	}

	@Test
	void authorizeWhenMaxAgePassedThenSignsInAgainAndZeroDoesNotLoop() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		assertThat(app.authorize(browser, app.request(Map.of("max_age", "300"))).answer()).containsKey("code");
		Page signIn = app.authorize(browser, app.request(Map.of("max_age", "0")));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.actors.signIn(browser, signIn, this.person).answer()).containsKey("code");
		this.clock.advance(Duration.ofSeconds(301));
		assertThat(app.authorize(browser, app.request(Map.of("max_age", "300"))).address().getPath())
			.isEqualTo("/signin");
	}

	@Test
	void authorizeWhenMaxAgeIsNotReachedThenACodeOfTheSameSignIn() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		Object before = RelyingParty.claims(app.redeem(app.code(browser)).idToken()).get("auth_time");
		this.clock.advance(Duration.ofMinutes(5));
		String code = app.authorize(browser, app.request(Map.of("max_age", "10000"))).answer().get("code");
		assertThat(RelyingParty.claims(app.redeem(code).idToken())).containsEntry("auth_time", before);
	}

	@Test
	void authorizeWhenHintIsOfAnotherPersonThenAsksForThatPerson() {
		RelyingParty app = this.actors.app();
		Browser mine = this.actors.consented(this.person, app);
		String hint = app.redeem(app.code(mine)).idToken();
		Browser others = this.actors.consented(this.actors.person("USER"), app);
		assertThat(app.authorize(others, app.request(Map.of("id_token_hint", hint, "prompt", "none"))).answer())
			.containsEntry("error", "login_required");
		this.clock.advance(Duration.ofMinutes(20));
		assertThat(app.authorize(mine, app.request(Map.of("id_token_hint", hint, "prompt", "none"))).answer())
			.containsKey("code");
	}

	@Test
	void authorizeWhenPostedFromAnotherSiteThenComesBackByGetAndKnowsThePerson() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		Map<String, String> session = browser.cookies();
		Browser withoutCookies = this.actors.browser();
		Page posted = withoutCookies.postOnly("/oauth2/authorize", app.request(), Map.of());
		assertThat(posted.status()).isEqualTo(303);
		session.forEach(browser::setCookie);
		assertThat(browser.open(posted.header("Location").orElseThrow()).answer()).containsKey("code");
	}

	@Test
	void signInWhenTwoTabsThenNeitherBreaksTheOther() {
		RelyingParty one = this.actors.app();
		RelyingParty two = this.actors.app();
		Browser browser = this.actors.browser();
		Page firstTab = one.authorize(browser, one.request());
		Page secondTab = two.authorize(browser, two.request());
		Page secondConsent = this.actors.signIn(browser, secondTab, this.person);
		assertThat(this.actors.allowAll(browser, secondConsent).answer()).containsKey("code");
		// The first tab still shows the form of a browser in which nobody was signed in
		Page firstConsent = this.actors.signIn(browser, firstTab, this.person);
		assertThat(firstConsent.address().getPath()).isEqualTo("/consent");
		assertThat(this.actors.allowAll(browser, firstConsent).answer()).containsKey("code");
	}

	@Test
	void signInWhenPageWasLeftOpenPastEveryLimitThenStartsAgainByItself() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.browser();
		Map<String, String> request = app.request();
		Page signIn = app.authorize(browser, request);
		this.clock.advance(Duration.ofDays(3));
		Page consent = this.actors.signIn(browser, signIn, this.person);
		assertThat(this.actors.allowAll(browser, consent).answer()).containsKey("code")
			.containsEntry("state", request.get("state"));
	}

	@Test
	void signInWhenPageForFreshSignInWasLeftOpenThenTypedOnceIsEnough() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		Page signIn = app.authorize(browser, app.request(Map.of("prompt", "login")));
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(this.actors.signIn(browser, signIn, this.person).answer()).containsKey("code");
	}

	@Test
	void signInWhenWrongThenSameWordsForUnknownNameWrongPasswordAndDisabledAccount() {
		Account disabled = this.actors.person();
		this.accounts.update(disabled.id(), (account) -> account.disable(this.clock.instant()));
		String unknown = failedText("nobody-" + System.nanoTime(), "whatever it takes");
		assertThat(failedText(this.person.username(), "whatever it takes")).isEqualTo(unknown);
		assertThat(failedText(disabled.username(), Actors.PASSWORD)).isEqualTo(unknown);
	}

	@Test
	void signInWhenByEmailAddressInCapitalsThenKnown() {
		Browser browser = this.actors.browser();
		Page account = browser.submit(browser.open("/signin"),
				Map.of("login", this.person.emailAddress().toUpperCase(), "password", Actors.PASSWORD));
		assertThat(account.address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenRememberedThenSurvivesBrowserRestartElseNot() {
		Browser forgetful = this.actors.signedIn(this.person);
		forgetful.restart();
		assertThat(forgetful.open("/account").address().getPath()).isEqualTo("/signin");
		Browser remembering = this.actors.browser();
		remembering.submit(remembering.open("/signin"),
				Map.of("login", this.person.username(), "password", Actors.PASSWORD, "remember", "true"));
		remembering.restart();
		this.clock.advance(Duration.ofDays(6));
		assertThat(remembering.open("/account").address().getPath()).isEqualTo("/account");
		this.clock.advance(Duration.ofDays(8));
		assertThat(remembering.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void anyPageWhenVisitedThenNoHttpSessionIsMade() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		app.redeem(app.code(browser));
		browser.open("/account");
		assertThat(browser.cookies().keySet()).allSatisfy((name) -> assertThat(name).startsWith("signet-"));
	}

	private String failedText(String login, String password) {
		Browser browser = this.actors.browser();
		Document page = browser.submit(browser.open("/signin"), Map.of("login", login, "password", password))
			.document();
		String text = page.select("[role=alert]").text();
		assertThat(text).isNotBlank();
		return text;
	}

	private static Duration lifetime(String jwt) {
		Map<String, Object> claims = RelyingParty.claims(jwt);
		return Duration.ofSeconds(((Number) claims.get("exp")).longValue() - ((Number) claims.get("iat")).longValue());
	}

}
