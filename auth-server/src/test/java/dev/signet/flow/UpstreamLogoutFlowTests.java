package dev.signet.flow;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.client.TestClients;
import dev.signet.federation.TestLogoutTokens;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFlow;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.logout.LogoutJobs;
import dev.signet.logout.UpstreamSessions;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequests;
import dev.signet.secret.Sha256;
import dev.signet.session.EndReason;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import dev.signet.signin.completion.SignInSucceeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing out together with a provider: it tells us (OpenID Connect Back-Channel Logout
 * 1.0), and we send the browser there (RP-Initiated Logout 1.0).
 */
@SignetTest
class UpstreamLogoutFlowTests {

	private static final String ID_TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Providers providers;

	@Autowired
	private UpstreamSessions upstreamSessions;

	@Autowired
	private Sessions sessions;

	@Autowired
	private RefusedRequests refusedRequests;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private TestUpstream upstream;

	/** Where the browser can sign out there; null as long as that is nowhere. */
	private URI place;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.upstream = new TestUpstream(this.clock);
		this.person = this.actors.person("USER");
		this.browser = this.actors.signedIn(this.person);
	}

	@AfterEach
	void tearDown() {
		this.providers.all()
			.stream()
			.filter((provider) -> provider.settings().logoutUpstream())
			.forEach((provider) -> this.providers.remove(provider.id(), this.person.id()));
		this.upstream.close();
	}

	// What the provider tells us

	@Test
	void section2_5WhenPersonSignedOutThereThenEndsTheirSessionsAndNoOther() {
		Provider provider = this.upstream.provider(this.beans);
		Browser second = this.actors.signedIn(this.person);
		List<Session> both = this.sessions.of(this.person.id());
		both.forEach((session) -> began(session.id(), provider, "ada", null));
		Browser byPassword = this.actors.signedIn(this.person);
		Account stranger = this.actors.person("USER");
		Browser strangers = this.actors.signedIn(stranger);
		began(only(stranger.id()), provider, "bob", null);
		Page answer = tell(provider, token().subject("ada").sign());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.response().body()).isEmpty();
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(signedIn(this.browser)).isFalse();
		assertThat(signedIn(second)).isFalse();
		assertThat(signedIn(byPassword)).as("did not begin there").isTrue();
		assertThat(signedIn(strangers)).isTrue();
		assertThat(byPassword.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("A session ended because you signed out at the provider"));
	}

	@Test
	void section2_6WhenSessionIsNamedThenEndsThatOne() {
		Provider provider = this.upstream.provider(this.beans);
		Browser second = this.actors.signedIn(this.person);
		List<Session> both = this.sessions.of(this.person.id());
		began(both.get(0).id(), provider, "ada", "one");
		began(both.get(1).id(), provider, "ada", "two");
		assertThat(tell(provider, token().subject("ada").sid("two").sign()).status()).isEqualTo(200);
		assertThat(this.sessions.of(this.person.id())).extracting(Session::id).containsExactly(both.get(0).id());
		assertThat(tell(provider, token().sid("one").sign()).status()).isEqualTo(200);
		assertThat(List.of(signedIn(this.browser), signedIn(second))).containsOnly(false);
	}

	@Test
	void section2_6WhenSessionIsNamedThatWasNeverToldThenThePersonCounts() {
		Provider provider = this.upstream.provider(this.beans);
		began(only(this.person.id()), provider, "ada", null);
		tell(provider, token().subject("bob").sid("one").sign());
		assertThat(signedIn(this.browser)).isTrue();
		tell(provider, token().subject("ada").sid("one").sign());
		assertThat(signedIn(this.browser)).isFalse();
	}

	@Test
	void section2_6WhenTokenLiesThenRefusedAndNothingEnds() {
		Provider provider = this.upstream.provider(this.beans);
		began(only(this.person.id()), provider, "ada", null);
		for (Consumer<TestLogoutTokens> lie : TestLogoutTokens.lies()) {
			TestLogoutTokens token = token().subject("ada");
			lie.accept(token);
			Page answer = tell(provider, token.sign());
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.response().body()).contains("\"error\":\"invalid_request\"");
			assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		}
		assertThat(tell(provider, token().subject("ada").unsigned()).status()).isEqualTo(400);
		for (String garbage : List.of("", "x", "a.b.c", "x".repeat(7_000), "a.b.c.d.e", "\0")) {
			assertThat(tell(provider, garbage).status()).as(garbage).isEqualTo(400);
		}
		assertThat(signedIn(this.browser)).isTrue();
	}

	@Test
	void section2_6WhenTypeIsOldOrExpiryIsMissingThenCounts() {
		Provider provider = this.upstream.provider(this.beans);
		began(only(this.person.id()), provider, "ada", null);
		String old = token().subject("ada").type(null).with((claims) -> claims.remove("exp")).sign();
		assertThat(tell(provider, old).status()).isEqualTo(200);
		assertThat(signedIn(this.browser)).isFalse();
	}

	@Test
	void section2_6WhenProviderIsAnotherThenItsWordCountsForNoneOfThese() {
		Provider provider = this.upstream.provider(this.beans);
		began(only(this.person.id()), provider, "ada", "one");
		try (TestUpstream other = new TestUpstream(this.clock)) {
			Provider liar = other.provider(this.beans);
			String token = new TestLogoutTokens(other, this.clock.instant()).subject("ada").sid("one").sign();
			assertThat(tell(liar, token).status()).isEqualTo(200);
			assertThat(tell(provider, token).status()).isEqualTo(400);
			assertThat(signedIn(this.browser)).isTrue();
		}
	}

	@Test
	void section2_6WhenSentAgainThenRefusedAndOfManyAtOnceOneCounts() throws Exception {
		Provider provider = this.upstream.provider(this.beans);
		String token = token().subject("ada").sign();
		Callable<Integer> call = () -> tell(provider, token).status();
		assertThat(Race.run(List.of(call, call, call, call))).containsExactlyInAnyOrder(200, 400, 400, 400);
		began(only(this.person.id()), provider, "ada", null);
		assertThat(tell(provider, token).status()).isEqualTo(400);
		assertThat(signedIn(this.browser)).as("who signed in again").isTrue();
		this.clock.advance(Duration.ofMinutes(12));
		LogoutJobs.sweep(this.beans);
		assertThat(this.jdbc.sql("select count(*) from upstream_logouts where provider_id = :id")
			.param("id", provider.id().value())
			.query(Integer.class)
			.single()).isZero();
		assertThat(tell(provider, token).status()).as("too old by now").isEqualTo(400);
	}

	@Test
	void section2_5WhenAddressOrRequestIsWrongThenRefused() {
		Provider provider = this.upstream.provider(this.beans);
		String token = token().subject("ada").sign();
		String path = path(provider);
		Browser server = this.actors.browser();
		assertThat(
				server.postOnly("/signin/with/nobody-there/logout", Map.of("logout_token", token), Map.of()).status())
			.isEqualTo(400);
		assertThat(server.postOnly(path, Map.of(), Map.of()).status()).isEqualTo(400);
		assertThat(server.postOnly(path + "?logout_token=" + token, Map.of(), Map.of()).status()).isEqualTo(400);
		assertThat(server.postRaw(path, "logout_token=" + token + "&logout_token=" + token).status()).isEqualTo(400);
		assertThat(server.fetch("GET", path, Map.of()).status()).isEqualTo(405);
		assertThat(server.cookies()).doesNotContainKey("signet-session");
		assertThat(tell(provider, token).status()).isEqualTo(200);
	}

	@Test
	void section2_5WhenProviderSignsNothingOrIsAwayThenRefused() {
		Provider plain = this.upstream.provider(this.beans, Preset.OAUTH2);
		assertThat(tell(plain, token().subject("ada").sign()).status()).isEqualTo(400);
		Provider provider = this.upstream.provider(this.beans);
		String token = token().subject("ada").sign();
		this.upstream.close();
		assertThat(tell(provider, token).status()).isEqualTo(400);
	}

	@Test
	void refusalThenIsRememberedWithoutTheToken() {
		Provider provider = this.upstream.provider(this.beans);
		String token = token().subject("ada").with((claims) -> claims.put("aud", "somebody-else")).sign();
		Page answer = tell(provider, token);
		assertThat(answer.json().path("error_description").asString())
			.endsWith(" (reference %s)".formatted(answer.header("X-Request-Id").orElseThrow()));
		this.refusedRequests.flush();
		assertThat(this.refusedRequests.find(answer.header("X-Request-Id").orElseThrow()))
			.hasValueSatisfying((found) -> {
				assertThat(found.name()).isEqualTo(Refusal.UPSTREAM_LOGOUT_TOKEN_WORTHLESS.name());
				assertThat(found.endpoint()).isEqualTo(path(provider));
				assertThat(found.came()).contains("aud").doesNotContain(token.substring(0, 20));
			});
	}

	@Test
	void appsWhenSessionEndedThereThenAreTold() {
		try (LogoutReceiver receiver = new LogoutReceiver()) {
			Provider provider = this.upstream.provider(this.beans);
			RelyingParty app = this.actors.app(TestClients.confidential().backchannelLogout(receiver.uri(), true));
			Page consent = app.authorize(this.browser, app.request());
			app.redeem(this.actors.allowAll(this.browser, consent).answer().get("code"));
			began(only(this.person.id()), provider, "ada", null);
			tell(provider, token().subject("ada").sign());
			LogoutJobs.deliver(this.beans);
			assertThat(receiver.await(1)).hasSize(1);
		}
		finally {
			this.jdbc.sql("delete from logout_notices where state = 'WAITING'").update();
		}
	}

	@Test
	void endSessionsOfProviderThenEndsThoseThatRestOnItAndNoOther() {
		Provider provider = this.upstream.provider(this.beans);
		began(only(this.person.id()), provider, "ada", null);
		Account stranger = this.actors.person("USER");
		Browser strangers = this.actors.signedIn(stranger);
		assertThat(this.upstreamSessions.endSessionsOf(provider.id(), this.person.id())).isOne();
		assertThat(this.upstreamSessions.endSessionsOf(provider.id(), this.person.id())).isZero();
		assertThat(signedIn(this.browser)).isFalse();
		assertThat(signedIn(strangers)).isTrue();
	}

	// What we tell the provider

	@Test
	void signOutWhenProviderHasAPlaceForItThenTheBrowserGoesThereAndComesBack() {
		Provider provider = endable(true);
		UUID session = only(this.person.id());
		began(session, provider, "ada", null);
		assertThat(new String(keptToken(session), StandardCharsets.ISO_8859_1)).as("encrypted")
			.doesNotContain(ID_TOKEN.substring(0, 20));
		Page page = signOut();
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(page.document().text()).contains("Next, Upstream signs you out, too.").doesNotContain(ID_TOKEN);
		assertThat(page.document().selectFirst("#skip").attr("href")).isEqualTo("/signed-out");
		Map<String, String> sent = sent(page);
		assertThat(page.document().selectFirst("#next").attr("href"))
			.startsWith(this.upstream.at("/end?kind=all").toString());
		assertThat(sent).containsEntry("kind", "all")
			.containsEntry("id_token_hint", ID_TOKEN)
			.containsEntry("client_id", TestUpstream.CLIENT_ID)
			.containsEntry("post_logout_redirect_uri", this.actors.server() + "/signed-out")
			.doesNotContainKey("state");
		assertThat(signedIn(this.browser)).isFalse();
		assertThat(rows(session)).isZero();
	}

	@Test
	void signOutWhenAnAppAskedForItThenTheBrowserFindsBackToTheApp() {
		Provider provider = endable(true);
		RelyingParty app = this.actors.app(TestClients.confidential().postLogoutRedirectUri("https://app.example/bye"));
		Page consent = app.authorize(this.browser, app.request());
		RelyingParty.Answer tokens = app.redeem(this.actors.allowAll(this.browser, consent).answer().get("code"));
		began(only(this.person.id()), provider, "ada", null);
		Page page = this.browser.fetch("GET",
				UriComponentsBuilder.fromPath("/connect/logout")
					.queryParam("id_token_hint", tokens.idToken())
					.queryParam("post_logout_redirect_uri", "https://app.example/bye")
					.queryParam("state", "s1")
					.toUriString(),
				Map.of());
		assertThat(page.document().selectFirst("#skip").attr("href")).isEqualTo("https://app.example/bye?state=s1");
		String state = sent(page).get("state");
		assertThat(state).doesNotContain("app.example");
		Page back = this.browser.fetch("GET", "/signed-out?state=" + state, Map.of());
		assertThat(back.status()).isEqualTo(303);
		assertThat(back.header("Location")).contains("https://app.example/bye?state=s1");
		this.clock.advance(Duration.ofHours(2));
		assertThat(this.browser.fetch("GET", "/signed-out?state=" + state, Map.of()).header("Location")).as("too late")
			.contains("/signed-out");
	}

	@Test
	void returnWhenStateIsNotOursThenTheUsualPage() {
		for (String state : List.of("x", "", "aHR0cHM6Ly9ldmlsLmV4YW1wbGU", "https://evil.example")) {
			Page page = this.browser.open("/signed-out?state=" + state);
			assertThat(page.address().getPath()).isEqualTo("/signed-out");
			assertThat(page.status()).isEqualTo(200);
		}
	}

	@Test
	void signOutWhenProviderHasNoPlaceOrIsNotToBeAskedThenTheUsualPage() {
		Provider nowhere = TestUpstream.provider(this.beans, Preset.OPENID_CONNECT,
				this.upstream.settings(Preset.OPENID_CONNECT).withLogoutUpstream(true), TestUpstream.SECRET);
		began(only(this.person.id()), nowhere, "ada", null);
		assertThat(this.browser.follow(signOut()).document().select("h1").text()).isEqualTo("You’re signed out");
		this.browser = this.actors.signedIn(this.person);
		UUID session = only(this.person.id());
		began(session, endable(false), "ada", null);
		assertThat(keptToken(session)).as("kept only where it is of use").isNull();
		assertThat(this.browser.follow(signOut()).document().select("h1").text()).isEqualTo("You’re signed out");
	}

	@Test
	void signOutWhenProviderIsAwayThenNobodyWaitsForIt() {
		Provider provider = endable(true);
		began(only(this.person.id()), provider, "ada", null);
		this.upstream.close();
		assertThat(sent(signOut())).containsKey("id_token_hint");
	}

	/** Who would wait for it would hold a database connection. */
	@Test
	void expectWhenDiscoveryIsOldAndHangsThenAsksNobody() throws Exception {
		Provider provider = endable(true);
		UpstreamFlows flows = this.beans.getBean(UpstreamFlows.class);
		byte[] key = Sha256.of(UUID.randomUUID().toString());
		URI request = flows.begin(provider, FlowPurpose.SIGN_IN, null, null, null, false, null, key);
		UpstreamAnswer answer = flows.finish(provider.alias(), this.upstream.visit(request), Optional.of(key));
		this.clock.advance(Duration.ofHours(2));
		AtomicBoolean asked = new AtomicBoolean();
		this.upstream.instead("/.well-known/openid-configuration", (exchange) -> {
			asked.set(true);
			LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
		});
		this.upstreamSessions.expect(this.person.id(), answer, key);
		assertThat(asked).isFalse();
		assertThat(this.jdbc.sql("select end_session from session_upstreams where browser_digest = :key")
			.param("key", key)
			.query(String.class)
			.single()).isEqualTo(this.place.toString());
	}

	@Test
	void sessionWhenOverByItselfThenNothingIsKeptOfIt() {
		UUID session = only(this.person.id());
		began(session, endable(true), "ada", null);
		this.sessions.end(session, EndReason.EXPIRED);
		LogoutJobs.sweep(this.beans);
		assertThat(rows(session)).isZero();
	}

	private Provider endable(boolean logout) {
		this.place = this.upstream.at("/end?kind=all");
		this.upstream.metadata((document) -> document.put("end_session_endpoint", this.place.toString()));
		return TestUpstream.provider(this.beans, Preset.OPENID_CONNECT,
				this.upstream.settings(Preset.OPENID_CONNECT).withLogoutUpstream(logout), TestUpstream.SECRET);
	}

	private TestLogoutTokens token() {
		return new TestLogoutTokens(this.upstream, this.clock.instant());
	}

	private Page tell(Provider provider, String token) {
		return this.actors.browser().postOnly(path(provider), Map.of("logout_token", token), Map.of());
	}

	private static String path(Provider provider) {
		return "/signin/with/" + provider.alias() + "/logout";
	}

	/** As at the end of a sign-in there. */
	private void began(UUID session, Provider provider, String subject, String sid) {
		UpstreamFlow flow = new UpstreamFlow(UUID.randomUUID(), provider.id(), FlowPurpose.SIGN_IN, null, null, null,
				false);
		Session known = this.sessions.known(List.of(session)).get(session);
		this.upstreamSessions.expect(known.accountId(),
				new UpstreamAnswer(flow, provider,
						new UpstreamPerson(this.upstream.issuer(), subject, null, false, Map.of(), sid), ID_TOKEN,
						this.place, null),
				HexFormat.of().parseHex(known.device().browserDigest()));
		this.events.publishEvent(new SignInSucceeded(known.accountId(), session, List.of(Factor.Method.UPSTREAM)));
	}

	private UUID only(AccountId accountId) {
		return this.sessions.of(accountId).get(0).id();
	}

	private Page signOut() {
		Page page = this.browser.open("/account");
		return this.browser.postOnly("/signout", Map.of("_csrf", page.csrf()), Map.of());
	}

	private static boolean signedIn(Browser browser) {
		return browser.open("/account").address().getPath().equals("/account");
	}

	private static Map<String, String> sent(Page page) {
		return Page.parameters(URI.create(page.document().selectFirst("#next").attr("href")).getRawQuery());
	}

	private int rows(UUID session) {
		return this.jdbc.sql("select count(*) from session_upstreams where session_id = :id")
			.param("id", session)
			.query(Integer.class)
			.single();
	}

	private byte[] keptToken(UUID session) {
		return this.jdbc.sql("select id_token from session_upstreams where session_id = :id")
			.param("id", session)
			.query((row, number) -> row.getBytes("id_token"))
			.list()
			.get(0);
	}

}
