package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.SecondFactorNeed;
import dev.signet.client.TestClients;
import dev.signet.credential.TestAuthenticator;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.factor.SecondFactors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A second factor that a client wants in a session that has one (OpenID Connect Core 1.0
 * §3.1.2.1 and §5.5.1.1, RFC 9470).
 */
@SignetTest
class StepUpFlowTests {

	private static final String TWO = "urn:signet:acr:2fa";

	private static final String ONE = "urn:signet:acr:1fa";

	private static final String ESSENTIAL = "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"" + TWO + "\"}}}";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Account person;

	private RelyingParty app;

	/** With a session from before the second factor was set up. */
	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.browser = this.actors.consented(this.person, this.app);
	}

	@Test
	void authorizeWhenAcrValuesWantMoreThenOnlyTheSecondFactorIsAskedAndTheSessionKeepsIt() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Map<String, Object> before = idToken(this.app.authorize(this.browser, this.app.request()));
		assertThat(before).containsEntry("acr", ONE).containsEntry("amr", List.of("pwd"));
		String cookie = this.browser.cookies().get("signet-session");
		Page second = ask("acr_values", TWO);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		Map<String, Object> after = idToken(this.browser.submit(second, phone.form()));
		assertThat(after).containsEntry("acr", TWO)
			.containsEntry("amr", List.of("pwd", "otp", "mfa"))
			.containsEntry("sid", before.get("sid"))
			.containsEntry("auth_time", before.get("auth_time"));
		assertThat(this.browser.cookies().get("signet-session")).isNotEqualTo(cookie);
		assertThat(idToken(ask("acr_values", TWO))).as("not asked again").containsEntry("acr", TWO);
	}

	/** RFC 9470 §6: the API sees it too, and a refresh proves nothing anew. */
	@Test
	void redeemWhenSteppedUpThenAccessTokenAndIntrospectionSaySoAlsoAfterARefresh() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		RelyingParty.Answer before = tokens(ask());
		RelyingParty.Answer after = tokens(this.browser.submit(ask("acr_values", TWO), phone.form()));
		assertSignIn(after, RelyingParty.claims(after.idToken()).get("auth_time"), TWO);
		this.clock.advance(Duration.ofMinutes(3));
		Object signedIn = RelyingParty.claims(before.idToken()).get("auth_time");
		assertSignIn(this.app.refresh(before.refreshToken()), signedIn, ONE);
		assertSignIn(this.app.refresh(after.refreshToken()), signedIn, TWO);
	}

	/** The session stays, and so does what was begun from it. */
	@Test
	void secondStepWhenAllOtherSessionsWereEndedMeanwhileThenDoneAllTheSame() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = ask("acr_values", TWO);
		Page list = this.browser.open("/account/sessions");
		this.browser.post("/account/sessions/end-others", Map.of("_csrf", list.csrf()));
		assertThat(idToken(this.browser.submit(second, phone.form()))).containsEntry("acr", TWO);
	}

	@ParameterizedTest
	@ValueSource(strings = { TWO, TWO + " urn:other" })
	void authorizeWhenTwoIsWantedAndNoPageMayBeShownThenLoginRequired(String values) {
		assertThat(ask("acr_values", values, "prompt", "none").answer()).containsEntry("error", "login_required");
		assertThat(ask("claims", ESSENTIAL, "prompt", "none").answer()).containsEntry("error", "login_required");
	}

	@ParameterizedTest
	@ValueSource(strings = { ONE, ONE + " " + TWO, TWO + " " + ONE, "urn:other", "" })
	void authorizeWhenOneFactorIsEnoughThenNothingIsAskedOfAPersonWhoHasOne(String values) {
		assertThat(idToken(ask("acr_values", values))).containsEntry("acr", ONE);
	}

	@Test
	void authorizeWhenTwoIsPreferredAndThePersonHasAFactorThenItIsAsked() {
		TestAuthenticator.of(this.person.id(), this.beans);
		assertThat(ask("acr_values", TWO + " " + ONE).address().getPath()).isEqualTo("/signin/second");
		assertThat(idToken(ask("acr_values", ONE + " " + TWO))).containsEntry("acr", ONE);
	}

	/** OpenID Connect Core 1.0 §5.5.1.1: another way to say what acr_values say. */
	@Test
	void authorizeWhenTwoIsAVoluntaryClaimThenTheSameAsByAcrValues() {
		TestAuthenticator.of(this.person.id(), this.beans);
		String voluntary = "{\"id_token\":{\"acr\":{\"values\":[\"%s\",\"%s\"]}}}";
		assertThat(ask("claims", voluntary.formatted(TWO, ONE)).address().getPath()).isEqualTo("/signin/second");
		assertThat(idToken(ask("claims", voluntary.formatted(ONE, TWO)))).containsEntry("acr", ONE);
		assertThat(idToken(ask("claims", voluntary.formatted(TWO, ONE), "acr_values", ONE))).containsEntry("acr", ONE);
	}

	/** OpenID Connect Dynamic Client Registration 1.0 §2. */
	@Test
	void authorizeWhenOnlyTheClientWantsTwoThenTheSameAsByAcrValues() {
		RelyingParty careful = this.actors.app(TestClients.confidential().firstParty().defaultAcrValues(TWO));
		assertThat(ask(careful, "prompt", "none").answer()).containsEntry("error", "login_required");
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = ask(careful);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		Page back = this.browser.submit(second, phone.form());
		assertThat(RelyingParty.claims(careful.redeem(back.answer().get("code")).idToken())).containsEntry("acr", TWO);
	}

	@Test
	void authorizeWhenTheClientPrefersTwoThenOnlyWhoHasAFactorIsAsked() {
		RelyingParty careful = this.actors.app(TestClients.confidential().firstParty().defaultAcrValues(TWO, ONE));
		assertThat(ask(careful).answer()).containsKey("code");
		TestAuthenticator.of(this.person.id(), this.beans);
		assertThat(ask(careful).address().getPath()).isEqualTo("/signin/second");
	}

	@Test
	void authorizeWhenTheRequestSaysOtherwiseThanTheClientThenTheRequestCounts() {
		RelyingParty careful = this.actors.app(TestClients.confidential().firstParty().defaultAcrValues(TWO));
		assertThat(ask(careful, "acr_values", ONE).answer()).containsKey("code");
		String one = "{\"id_token\":{\"acr\":{%s\"value\":\"" + ONE + "\"}}}";
		assertThat(ask(careful, "claims", one.formatted("")).answer()).containsKey("code");
		assertThat(ask(careful, "claims", one.formatted("\"essential\":true,")).answer()).containsKey("code");
		assertThat(ask(careful, "acr_values", "", "prompt", "none").answer()).as("says nothing")
			.containsEntry("error", "login_required");
		RelyingParty easy = this.actors.app(TestClients.confidential().firstParty().defaultAcrValues(ONE));
		assertThat(ask(easy, "acr_values", TWO, "prompt", "none").answer()).containsEntry("error", "login_required");
	}

	@Test
	void authorizeWhenAClientRegisteredItselfWithAcrValuesThenTheyCount() {
		RegistrationCalls calls = new RegistrationCalls(this.beans);
		RelyingParty.Answer registered = calls
			.register(RegistrationCalls.metadata("default_acr_values", List.of("gold", TWO)));
		assertThat(registered.json()).containsEntry("default_acr_values", List.of(TWO));
		assertThat(calls.read(registered).json()).containsEntry("default_acr_values", List.of(TWO));
		RelyingParty careful = calls.relyingParty(registered);
		assertThat(ask(careful, "prompt", "none").answer()).containsEntry("error", "login_required");
		calls.change(registered, RegistrationCalls.metadata());
		assertThat(ask(careful, "prompt", "none").answer()).containsEntry("error", "consent_required");
	}

	@Test
	void authorizeWhenTwoIsEssentialAndThePersonHasNoneThenOneIsSetUp() {
		Page offer = ask("claims", ESSENTIAL);
		assertThat(offer.document().text()).contains("needs a second step to continue to Test app");
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		Page codes = this.actors.recoveryCodes(this.browser, this.browser.submit(offer, Map.of("code", phone.shown())));
		assertThat(idToken(this.browser.open(codes.document().selectFirst("#onwards").attr("href"))))
			.containsEntry("acr", TWO);
	}

	@Test
	void authorizeWhenOneIsToBeSetUpInAnOldSessionThenThePasswordComesFirst() {
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = ask("acr_values", TWO);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().selectFirst("#login[readonly]").attr("value")).isEqualTo(this.person.username());
		assertThat(this.actors.signIn(this.browser, signIn, this.person).document().select("svg.qr")).hasSize(1);
	}

	/** What was begun in time lasts for ten minutes more; the sign-in does not. */
	@Test
	void setUpWhenTheSignInGrowsOldMeanwhileThenThePasswordComesFirst() {
		this.clock.advance(Duration.ofMinutes(14));
		Page offer = ask("acr_values", TWO);
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		this.clock.advance(Duration.ofMinutes(2));
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		Page signIn = this.browser.submit(offer, Map.of("code", phone.shown()));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.browser.open("/signin/set-up").address().getPath()).isEqualTo("/signin");
		assertThat(this.beans.getBean(SecondFactors.class).existFor(this.person.id())).isFalse();
		Page again = this.browser.submit(signIn, Map.of("password", Actors.PASSWORD));
		assertThat(again.address().getPath()).isEqualTo("/signin/set-up");
	}

	@Test
	void authorizeWhenLoginIsAskedTooThenASecondFactorAloneIsNoFreshSignIn() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page signIn = ask("acr_values", TWO, "prompt", "login");
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		String request = signIn.document().selectFirst("input[name=request]").attr("value");
		Page second = this.browser.open("/signin/step-up?request=" + request);
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo("/signin");
	}

	@Test
	void authorizeWhenTheClientRequiresItThenItIsAsked() {
		RelyingParty vault = this.actors
			.app(TestClients.confidential().firstParty().secondFactor(SecondFactorNeed.REQUIRED));
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = vault.authorize(this.browser, vault.request());
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.browser.submit(second, phone.form()).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenTheClientOnlyReportsThenNobodyIsStoppedAndItIsRecordedOnce() {
		RelyingParty watched = this.actors
			.app(TestClients.confidential().firstParty().secondFactor(SecondFactorNeed.REPORTED));
		assertThat(watched.authorize(this.browser, watched.request()).answer()).containsKey("code");
		assertThat(this.jdbc.sql(
				"select count(*) from audit_events where type = 'signin.second-factor-missing' and client_id = :client")
			.param("client", watched.clientId())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void signInWhenTheRoleOnlyReportsThenNobodyIsStoppedAndItIsRecorded() {
		Account watched = this.actors.person("WATCHED");
		this.actors.signedIn(watched);
		assertThat(this.jdbc.sql(
				"select count(*) from audit_events where type = 'signin.second-factor-missing' and account_id = :person")
			.param("person", watched.id().value())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void stepUpWhenTheSessionEndsMeanwhileThenNoneIsOpened() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = ask("acr_values", TWO);
		this.beans.getBean(Sessions.class).endAll(this.person.id(), EndReason.SIGNED_OUT);
		Page over = this.browser.submit(second, phone.form());
		assertThat(over.left()).isNull();
		assertThat(this.beans.getBean(Sessions.class).of(this.person.id())).isEmpty();
	}

	@Test
	void deviceWhenTheClientRequiresItThenItIsAskedBeforeAnythingIsShown() {
		TestDevice device = new TestDevice(this.actors
			.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE).secondFactor(SecondFactorNeed.REQUIRED)));
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = device.begin().show(this.browser);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		Page back = this.browser.submit(second, phone.form());
		assertThat(back.address().getPath()).isEqualTo("/device");
		device.allow(this.browser);
		assertThat(device.poll().status()).isEqualTo(200);
	}

	private Page ask(String... parameters) {
		return ask(this.app, parameters);
	}

	private Page ask(RelyingParty app, String... parameters) {
		Map<String, String> request = app.request();
		for (int i = 0; i < parameters.length; i += 2) {
			request.put(parameters[i], parameters[i + 1]);
		}
		return app.authorize(this.browser, request);
	}

	private RelyingParty.Answer tokens(Page page) {
		return this.app.redeem(page.answer().get("code"));
	}

	private Map<String, Object> idToken(Page page) {
		return RelyingParty.claims(tokens(page).idToken());
	}

	private void assertSignIn(RelyingParty.Answer tokens, Object authTime, String acr) {
		assertThat(RelyingParty.claims(tokens.accessToken())).containsEntry("auth_time", authTime)
			.containsEntry("acr", acr);
		assertThat(this.app.call("/oauth2/introspect", Map.of("token", tokens.accessToken())).json())
			.containsEntry("auth_time", authTime)
			.containsEntry("acr", acr);
	}

}
