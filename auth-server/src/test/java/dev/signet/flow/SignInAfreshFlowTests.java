package dev.signet.flow;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.client.TestClients;
import dev.signet.credential.Passwords;
import dev.signet.demo.upstream.StandIn;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderSettings;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody is to show once more that it is them, and goes to a provider, which may send
 * them back without a question.
 */
@SignetTest
class SignInAfreshFlowTests {

	private static final String GUARDED = "/account/password";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private Providers providers;

	@Autowired
	private Links links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private RelyingParty app;

	private TestUpstream upstream;

	private Provider provider;

	private Account person;

	private Browser browser;

	private volatile @Nullable Instant authTime;

	@BeforeEach
	void setUp() throws LinkTaken {
		this.app = this.actors.app();
		this.upstream = new TestUpstream(this.clock).claims((token) -> {
			Instant time = this.authTime;
			token.put("auth_time", (time != null) ? time.getEpochSecond() : null);
		});
		this.provider = this.upstream.provider(this.beans);
		this.person = this.actors.person("USER");
		link(this.person, this.provider, this.upstream.issuer());
		this.browser = this.actors.signedIn(this.person);
		this.clock.advance(Duration.ofMinutes(16));
	}

	@AfterEach
	void tearDown() {
		this.providers.disable(this.provider.id(), AccountId.random());
		this.upstream.close();
		Upstream.reset(this.beans);
	}

	@Test
	void againWhenTheProviderHasJustAskedThenIsRecent() {
		Page left = leave(this.browser, this.browser.open(GUARDED));
		assertThat(left.answer()).containsEntry("prompt", "login").containsEntry("max_age", "0");
		this.authTime = this.clock.instant();
		assertThat(back(this.browser, left).address().getPath()).isEqualTo(GUARDED);
	}

	@Test
	void againWhenTheClockThereIsSlowThenIsRecent() {
		Page left = leave(this.browser, this.browser.open(GUARDED));
		this.authTime = this.clock.instant().minusSeconds(50);
		assertThat(back(this.browser, left).address().getPath()).isEqualTo(GUARDED);
	}

	@Test
	void againWhenTheProviderDoesNotSayThenAnotherWayIsAskedFor() {
		Page again = this.browser.open(GUARDED);
		Page refused = back(this.browser, leave(this.browser, again));
		assertNotRecent(refused);
		Page signIn = this.browser.open(refused.document().select("#way-on").attr("href"));
		assertThat(this.actors.signIn(this.browser, signIn, this.person).address().getPath()).isEqualTo(GUARDED);
	}

	@Test
	void againWhenTheProviderAskedLongAgoOrSaysNonsenseThenIsNotRecent() {
		for (Instant time : List.of(this.clock.instant().minusSeconds(120), Instant.EPOCH,
				this.clock.instant().plus(Duration.ofDays(400)))) {
			Page left = leave(this.browser, this.browser.open(GUARDED));
			this.authTime = time;
			assertNotRecent(back(this.browser, left));
		}
	}

	/** What they could not do is not to be made impossible: they have no other way in. */
	@Test
	void againWhenNothingElseLeadsInThenIsRecentThoughTheProviderDoesNotSay() {
		this.jdbc.sql("delete from passwords where account_id = :id").param("id", this.person.id().value()).update();
		Page left = leave(this.browser, this.browser.open(GUARDED));
		assertThat(back(this.browser, left).address().getPath()).isEqualTo(GUARDED + "/first");
	}

	@Test
	void againWhenTheProviderIsOfOauth2ThenIsNotRecent() throws LinkTaken {
		try (TestProvider other = TestProvider.start(this.beans, this.app)) {
			link(this.person, other.provider(), "signet:" + other.alias());
			Page again = this.browser.open(GUARDED);
			assertThat(again.document().select("[formaction$=" + other.alias() + "]")).as("it would lead nowhere")
				.isEmpty();
			assertThat(again.document().text()).contains("Northwind can’t ask you once more who you are");
			Page left = other.leave(this.browser, again);
			assertThat(left.answer()).doesNotContainKeys("prompt", "max_age");
			assertNotRecent(
					other.comeBack(this.browser, left, TestProvider.person(this.upstream.subject(), "a@b.example")));
		}
	}

	/** Another provider can be asked, which is a way as good as a password. */
	@Test
	void againWhenAnotherProviderCanBeAskedThenTheOneOfOauth2IsNotEnough() throws LinkTaken {
		this.jdbc.sql("delete from passwords where account_id = :id").param("id", this.person.id().value()).update();
		try (TestProvider other = TestProvider.start(this.beans, this.app)) {
			link(this.person, other.provider(), "signet:" + other.alias());
			Page again = this.browser.open(GUARDED);
			assertThat(again.document().select("[formaction$=" + other.alias() + "]")).isEmpty();
			assertThat(again.document().select("[formaction$=" + this.provider.alias() + "]")).hasSize(1);
			assertNotRecent(other.comeBack(this.browser, other.leave(this.browser, again),
					TestProvider.person(this.upstream.subject(), "a@b.example")));
			Page left = leave(this.browser, this.browser.open(GUARDED));
			this.authTime = this.clock.instant();
			assertThat(back(this.browser, left).address().getPath()).isEqualTo(GUARDED + "/first");
		}
	}

	@Test
	void againWhenTheProviderIsOfOauth2AndNothingElseLeadsInThenItsButtonIsThereAndDoes() throws LinkTaken {
		this.providers.disable(this.provider.id(), AccountId.random());
		this.jdbc.sql("delete from passwords where account_id = :id").param("id", this.person.id().value()).update();
		try (TestProvider other = TestProvider.start(this.beans, this.app)) {
			link(this.person, other.provider(), "signet:" + other.alias());
			Page again = this.browser.open(GUARDED);
			assertThat(again.document().select("[formaction$=" + other.alias() + "]")).hasSize(1);
			Page back = other.comeBack(this.browser, other.leave(this.browser, again),
					TestProvider.person(this.upstream.subject(), "a@b.example"));
			assertThat(back.address().getPath()).isEqualTo(GUARDED + "/first");
		}
	}

	@Test
	void againWhenTheProviderHasAPromptOfItsOwnThenThatGivesWay() {
		this.providers.disable(this.provider.id(), AccountId.random());
		ProviderSettings usual = this.upstream.settings(Preset.OPENID_CONNECT);
		this.provider = TestUpstream.provider(this.beans, Preset.OPENID_CONNECT,
				new ProviderSettings(usual.name(), usual.endpoints(), usual.client(), usual.scopes(), "consent", null,
						usual.button(), usual.audience(), usual.emailTrusted(), usual.creation(), usual.mapping(),
						usual.logoutUpstream()),
				TestUpstream.SECRET);
		assertThat(leave(this.browser, this.browser.open(GUARDED)).answer()).containsEntry("prompt", "login");
		Browser other = this.actors.browser();
		assertThat(leave(other, other.open("/signin")).answer()).containsEntry("prompt", "consent")
			.doesNotContainKey("max_age");
	}

	/** Google has no prompt=login. */
	@Test
	void againWhenAtGoogleThenItIsAskedInItsOwnWayAndItsTimeCounts() {
		Upstream google = Upstream.enabled(this.beans, StandIn.GOOGLE);
		String address = Upstream.newAddress();
		Browser own = this.actors.browser();
		google.signIn(own, "Grace Hopper", address);
		Account made = this.accounts.findByLogin(address).orElseThrow();
		this.passwords.set(made.id(), Actors.PASSWORD);
		this.clock.advance(Duration.ofMinutes(16));
		Page asked = google.visit(own, own.open(GUARDED));
		assertThat(Page.parameters(asked.address().getRawQuery())).containsEntry("prompt", "select_account")
			.containsEntry("max_age", "0");
		assertThat(google.type(own, asked, "Grace Hopper", address).address().getPath()).isEqualTo(GUARDED);
	}

	@Test
	void promptLoginWhenNobodyIsSignedInThenTheProviderMustHaveAsked() {
		for (Map<String, String> wish : List.of(Map.of("prompt", "login"), Map.of("max_age", "0"))) {
			Browser other = this.actors.browser();
			Map<String, String> request = this.app.request(wish);
			Page left = leave(other, this.app.authorize(other, request));
			assertThat(left.answer()).containsEntry("prompt", "login");
			this.authTime = null;
			Page refused = back(other, left);
			assertThat(refused.status()).isEqualTo(403);
			assertThat(other.open("/account").address().getPath()).isEqualTo("/signin");
			left = leave(other, other.open(refused.document().select("#way-on").attr("href")));
			this.authTime = this.clock.instant();
			Page consent = back(other, left);
			assertThat(consent.address().getPath()).as("not asked for ever").isEqualTo("/consent");
		}
	}

	/** What is set for an app counts as if it had asked. */
	@Test
	void signInWhenTheAppMayNotTakeAnOldProofThenTheProviderMustHaveAsked() {
		for (TestClients strict : List.of(TestClients.confidential().defaultMaxAge(Duration.ofMinutes(5)),
				TestClients.confidential().session(null, Duration.ofHours(1)))) {
			RelyingParty bank = this.actors.app(strict);
			Browser other = this.actors.browser();
			Page left = leave(other, bank.authorize(other, bank.request()));
			assertThat(left.answer()).containsEntry("prompt", "login").containsEntry("max_age", "0");
			this.authTime = null;
			assertThat(back(other, left).status()).isEqualTo(403);
			left = leave(other, bank.authorize(other, bank.request()));
			this.authTime = this.clock.instant();
			assertThat(back(other, left).address().getPath()).isEqualTo("/consent");
		}
	}

	@Test
	void signInWhenNobodyAsksForMoreThenTheProviderNeedNot() {
		Browser other = this.actors.browser();
		Page left = leave(other, this.app.authorize(other, this.app.request()));
		assertThat(left.answer()).doesNotContainKeys("prompt", "max_age");
		assertThat(back(other, left).address().getPath()).isEqualTo("/consent");
	}

	/** What the provider says it saw is what pages of ours and apps go by. */
	@Test
	void signInWhenTheProviderAskedLongAgoThenThatIsWhenTheyProvedIt() {
		Browser other = this.actors.browser();
		this.authTime = this.clock.instant().minus(Duration.ofHours(3));
		Page left = leave(other, this.app.authorize(other, this.app.request()));
		Page answered = this.actors.allowAll(other, back(other, left));
		Map<String, Object> idToken = RelyingParty.claims(this.app.redeem(answered.answer().get("code")).idToken());
		assertThat(((Number) idToken.get("auth_time")).longValue()).isEqualTo(this.authTime.getEpochSecond());
		assertAskedAgain(other);
		assertThat(this.app.authorize(other, this.app.request(Map.of("max_age", "3600"))).address().getPath())
			.isEqualTo("/signin");
		assertThat(this.app.authorize(other, this.app.request(Map.of("max_age", "14400"))).answer())
			.containsKey("code");
	}

	@Test
	void signInWhenTheProviderDoesNotSayThenIsNeverAFreshOne() {
		Browser other = this.actors.browser();
		Page consent = back(other, leave(other, this.app.authorize(other, this.app.request())));
		RelyingParty.Answer tokens = this.app.redeem(this.actors.allowAll(other, consent).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.idToken())).as("a server in between would take it for fresh")
			.doesNotContainKey("auth_time");
		assertThat(RelyingParty.claims(tokens.accessToken())).containsKey("grant_id").doesNotContainKey("auth_time");
		assertThat(RelyingParty.claims(this.app.refresh(tokens.refreshToken()).idToken()))
			.doesNotContainKey("auth_time");
		assertAskedAgain(other);
		assertThat(this.app.authorize(other, this.app.request(Map.of("max_age", "14400"))).address().getPath())
			.isEqualTo("/signin");
		assertThat(other.open("/account/sessions").document().text()).contains("another provider");
		Page again = this.actors.signIn(other, other.open(GUARDED), this.person);
		assertThat(again.address().getPath()).isEqualTo(GUARDED);
	}

	/** OpenID Connect Core 1.0 §2: where it is an essential claim, it is there. */
	@Test
	void signInWhenTheAppNeedsToKnowWhenThenASignInOfWhichNobodyKnowsIsNotEnough() {
		Browser other = this.actors.browser();
		back(other, leave(other, other.open("/signin")));
		Map<String, String> request = this.app
			.request(Map.of("claims", "{\"id_token\":{\"auth_time\":{\"essential\":true}}}"));
		Map<String, String> silent = new LinkedHashMap<>(request);
		silent.put("prompt", "none");
		assertThat(this.app.authorize(other, silent).answer()).containsEntry("error", "login_required");
		Page signIn = this.app.authorize(other, request);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		this.clock.advance(Duration.ofSeconds(1));
		Page left = leave(other, signIn);
		assertThat(left.answer()).containsEntry("prompt", "login");
		this.authTime = this.clock.instant();
		Page answered = this.actors.allowAll(other, back(other, left));
		Map<String, Object> idToken = RelyingParty.claims(this.app.redeem(answered.answer().get("code")).idToken());
		assertThat(((Number) idToken.get("auth_time")).longValue()).isEqualTo(this.authTime.getEpochSecond());
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(this.app.authorize(other, silent).answer()).as("of any age").containsKey("code");
	}

	@Test
	void signInWhenTheClientRegisteredThatItNeedsToKnowWhenThenTheProviderMustHaveAsked() {
		RelyingParty.Answer registered = new RegistrationCalls(this.beans)
			.register(RegistrationCalls.metadata("require_auth_time", true));
		assertThat(registered.json()).containsEntry("require_auth_time", true).doesNotContainKey("default_max_age");
		RelyingParty careful = new RelyingParty(this.actors.server(), registered.text("client_id"),
				registered.text("client_secret"), RegistrationCalls.REDIRECT_URI, "openid profile");
		Browser other = this.actors.browser();
		Page left = leave(other, careful.authorize(other, careful.request()));
		assertThat(left.answer()).containsEntry("prompt", "login");
		assertThat(back(other, left).status()).isEqualTo(403);
		left = leave(other, careful.authorize(other, careful.request()));
		this.authTime = this.clock.instant();
		Page answered = this.actors.allowAll(other, back(other, left));
		assertThat(RelyingParty.claims(careful.redeem(answered.answer().get("code")).idToken()))
			.containsKey("auth_time");
	}

	@Test
	void signInWhenTheAppAsksForAnAccountThenComingFromThereIsTheAnswer() {
		for (String prompt : List.of("select_account", "create")) {
			Browser other = this.actors.browser();
			this.authTime = this.clock.instant().minus(Duration.ofHours(3));
			Page asked = this.app.authorize(other, this.app.request(Map.of("prompt", prompt)));
			Page signIn = prompt.equals("create")
					? other.open(asked.document().selectFirst("a[href^=/signin?]").attr("href")) : asked;
			assertThat(back(other, leave(other, signIn)).address().getPath()).as(prompt).isEqualTo("/consent");
		}
	}

	@Test
	void signInWhenTheyHaveSignedOutThenTheProviderIsToAskAndASilentReturnIsNotFresh() {
		signOut(this.browser);
		Page left = leave(this.browser, this.browser.open("/signin"));
		assertThat(left.answer()).containsEntry("prompt", "login").containsEntry("max_age", "0");
		assertThat(back(this.browser, left).address().getPath()).as("whoever cannot say it is let in")
			.isEqualTo("/account");
		assertAskedAgain(this.browser);
	}

	@Test
	void signInWhenTheyHaveSignedOutAndTheProviderHasAskedThenIsFresh() {
		signOut(this.browser);
		Page left = leave(this.browser, this.browser.open("/signin"));
		this.authTime = this.clock.instant();
		back(this.browser, left);
		assertThat(this.browser.open(GUARDED).address().getPath()).isEqualTo(GUARDED);
	}

	@Test
	void signInWhenTheSessionWasEndedFromElsewhereThenTheProviderIsToAsk() {
		Browser phone = this.actors.signedIn(this.person);
		Element end = phone.open("/account/sessions").document().selectFirst("form[action$=/end]");
		phone.post(end.attr("action"), Map.of("_csrf", end.select("[name=_csrf]").val()));
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(leave(this.browser, this.browser.open("/signin")).answer()).containsEntry("prompt", "login");
	}

	@Test
	void signInWhenTheSessionEndedByItselfOrTheyCameBackSinceThenTheProviderNeedNotAsk() {
		signOut(this.browser);
		this.clock.advance(Duration.ofSeconds(1));
		this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.clock.advance(Duration.ofDays(2));
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(leave(this.browser, this.browser.open("/signin")).answer()).doesNotContainKeys("prompt", "max_age");
	}

	@Test
	void signInWhenAnotherPersonIsSignedInThenTheyChangePlaces() {
		Browser other = this.actors.signedIn(this.actors.person("USER"));
		Page left = leave(other, other.open("/signin?other=yes&again=yes"));
		assertThat(back(other, left).address().getPath()).isEqualTo("/account");
		assertThat(other.open("/account").document().text()).contains(this.person.username());
	}

	private void assertAskedAgain(Browser other) {
		assertThat(other.open("/account").address().getPath()).isEqualTo("/account");
		assertThat(other.open(GUARDED).address().getPath()).isEqualTo("/signin");
	}

	private static void signOut(Browser browser) {
		String csrf = browser.csrf();
		assertThat(browser.post("/signout", Map.of("_csrf", csrf)).address().getPath()).isEqualTo("/signed-out");
	}

	private void assertNotRecent(Page refused) {
		assertThat(refused.status()).as(refused.document().text()).isEqualTo(403);
		assertThat(refused.document().select("#why").text()).contains("once more");
		assertThat(this.browser.open(GUARDED).address().getPath()).isEqualTo("/signin");
	}

	private void link(Account account, Provider at, String issuer) throws LinkTaken {
		this.links.add(account.id(), at.id(),
				new UpstreamPerson(issuer, this.upstream.subject(), null, false, Map.of(), null));
	}

	private Page leave(Browser browser, Page signIn) {
		Map<String, String> fields = new LinkedHashMap<>();
		signIn.document()
			.select("form[action=/signin] input[type=hidden]")
			.forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		Page left = browser.post("/signin/with/" + this.provider.alias(), fields);
		assertThat(left.left()).as(left.document().text()).isNotNull();
		return left;
	}

	private Page back(Browser browser, Page left) {
		StringBuilder query = new StringBuilder();
		this.upstream.visit(left.left())
			.forEach((name, values) -> query.append(query.isEmpty() ? "?" : "&")
				.append(name)
				.append('=')
				.append(URLEncoder.encode(values[0], StandardCharsets.UTF_8)));
		return browser.open(URI.create(left.answer().get("redirect_uri")).getPath() + query);
	}

}
