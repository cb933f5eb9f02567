package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refresh with rotation, families and the replay alarm (RFC 6749 §6, RFC 9700 §4.14.2).
 */
@SignetTest
class RefreshTokenFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Clients clients;

	@Autowired
	private Sessions sessions;

	@Autowired
	private JdbcClient jdbc;

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
	}

	@Test
	void refreshWhenHonestThenRotatesAndKeepsSignInFacts() {
		RelyingParty app = this.actors.app();
		RelyingParty.Answer first = tokens(app);
		this.clock.advance(Duration.ofMinutes(3));
		RelyingParty.Answer second = app.refresh(first.refreshToken());
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
		// 256 bits each
		assertThat(List.of(first.refreshToken(), second.refreshToken()))
			.allSatisfy((token) -> assertThat(token).matches("sgn_rt_[A-Za-z0-9_-]{43}"));
		Map<String, Object> before = RelyingParty.claims(first.idToken());
		assertThat(RelyingParty.claims(second.idToken())).containsEntry("auth_time", before.get("auth_time"))
			.containsEntry("sid", before.get("sid"))
			.containsEntry("sub", before.get("sub"));
	}

	@Test
	void refreshWhenRoleWasTakenThenTheNextTokenDoesNotHaveIt() {
		RelyingParty app = this.actors.app();
		RelyingParty.Answer first = tokens(app);
		this.accounts.update(this.person.id(), (account) -> account.takeRole("USER", this.clock.instant()));
		assertThat(RelyingParty.claims(app.refresh(first.refreshToken()).accessToken()).get("roles")).asString()
			.doesNotContain("USER");
	}

	@Test
	void refreshWhenAnswerWasLostAndRepeatedWithinGraceThenSameSuccessor() {
		RelyingParty app = this.actors.app();
		String first = tokens(app).refreshToken();
		String successor = app.refresh(first).refreshToken();
		assertThat(app.refresh(first).refreshToken()).isEqualTo(successor);
		assertThat(app.refresh(successor).status()).isEqualTo(200);
	}

	@Test
	void refreshWhenReplayedAfterGraceThenFamilyDiesAndAlarmIsAudited() {
		RelyingParty app = this.actors.app();
		RelyingParty.Answer first = tokens(app);
		RelyingParty.Answer second = app.refresh(first.refreshToken());
		this.clock.advance(Duration.ofSeconds(11));
		assertThat(app.refresh(first.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(app.refresh(second.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(app.userInfo(second.accessToken()).status()).isEqualTo(401);
		assertThat(revocations("REFRESH_TOKEN_REPLAYED")).isEqualTo(1);
	}

	@Test
	void refreshWhenReplayedAfterSuccessorWasUsedThenFamilyDiesEvenWithinGrace() {
		RelyingParty app = this.actors.app();
		String first = tokens(app).refreshToken();
		String second = app.refresh(first).refreshToken();
		String third = app.refresh(second).refreshToken();
		assertThat(app.refresh(first).error()).isEqualTo("invalid_grant");
		assertThat(app.refresh(third).error()).isEqualTo("invalid_grant");
	}

	/** RFC 7009 §2.1: whichever token of a family the client ends, the family ends. */
	@Test
	void revokeWhenRotatedAwayThenItsFamilyEnds() {
		for (Duration later : List.of(Duration.ZERO, Duration.ofSeconds(11))) {
			RelyingParty app = this.actors.app();
			String first = tokens(app).refreshToken();
			RelyingParty.Answer second = app.refresh(first);
			this.clock.advance(later);
			assertThat(app.call("/oauth2/revoke", Map.of("token", first)).status()).isEqualTo(200);
			assertThat(app.refresh(first).error()).isEqualTo("invalid_grant");
			assertThat(app.refresh(second.refreshToken()).error()).isEqualTo("invalid_grant");
			assertThat(app.userInfo(second.accessToken()).status()).isEqualTo(401);
		}
		assertThat(revocations("REVOKED_BY_CLIENT")).isEqualTo(2);
		assertThat(revocations("REFRESH_TOKEN_REPLAYED")).isZero();
	}

	@Test
	void revokeWhenRotatedAwayAndOfAnotherClientThenNothingEnds() {
		RelyingParty app = this.actors.app();
		String first = tokens(app).refreshToken();
		String second = app.refresh(first).refreshToken();
		assertThat(this.actors.app().call("/oauth2/revoke", Map.of("token", first)).status()).isEqualTo(200);
		assertThat(app.refresh(second).status()).isEqualTo(200);
	}

	@Test
	void refreshWhenNarrowerScopeThenFullOneAgainThenOriginalScope() {
		RelyingParty app = this.actors.app();
		String first = tokens(app).refreshToken();
		RelyingParty.Answer narrow = app
			.token(Map.of("grant_type", "refresh_token", "refresh_token", first, "scope", "openid"));
		assertThat(narrow.text("scope")).isEqualTo("openid");
		assertThat(app.userInfo(narrow.accessToken()).json()).doesNotContainKey("email");
		assertThat(app.refresh(narrow.refreshToken()).text("scope").split(" "))
			.containsExactlyInAnyOrder(Actors.SCOPE.split(" "));
	}

	@Test
	void refreshWhenScopeWasNotGrantedThenInvalidScopeAndTokenStaysGood() {
		RelyingParty app = this.actors.app();
		String first = tokens(app).refreshToken();
		assertThat(app.token(Map.of("grant_type", "refresh_token", "refresh_token", first, "scope", "offline_access"))
			.error()).isEqualTo("invalid_scope");
		assertThat(app.refresh(first).status()).isEqualTo(200);
	}

	@Test
	void refreshWhenScopesWereTakenFromTheClientThenTheyAreNotGivenAgain() {
		RelyingParty app = this.actors.app();
		String first = tokens(app).refreshToken();
		TestClients.confidential().scopes("openid", "roles").change(this.beans, app.clientId());
		RelyingParty.Answer second = app.refresh(first);
		assertThat(second.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "roles");
		assertThat(app.userInfo(second.accessToken()).json()).doesNotContainKeys("email", "name");
		RelyingParty.Answer asked = app
			.token(Map.of("grant_type", "refresh_token", "refresh_token", second.refreshToken(), "scope", "email"));
		assertThat(asked.error()).isEqualTo("invalid_scope");
		TestClients.confidential().scopes("roles").change(this.beans, app.clientId());
		RelyingParty.Answer third = app.refresh(second.refreshToken());
		assertThat(third.text("scope")).isEqualTo("roles");
		assertThat(third.json()).doesNotContainKey("id_token");
	}

	@Test
	void refreshWhenAScopeWasTakenFromItsApiThenItIsNotGivenAgain() {
		String scope = "taken-" + UUID.randomUUID();
		String api = "https://api.test/" + scope;
		TestClients.resource(this.beans, api, scope);
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty().scopes("openid", scope));
		Page page = app.authorize(this.actors.signedIn(this.person), app.request(Map.of("scope", "openid " + scope)));
		RelyingParty.Answer first = app.redeem(page.answer().get("code"));
		assertThat(first.text("scope")).contains(scope);
		TestClients.withoutScopes(this.beans, api);
		RelyingParty.Answer second = app.refresh(first.refreshToken());
		assertThat(second.text("scope")).isEqualTo("openid");
		assertThat(RelyingParty.claims(second.accessToken())).containsEntry("scope", "openid")
			.containsEntry("aud", this.actors.server().toString());
	}

	@Test
	void refreshWhenNoScopeIsLeftThenRefusedAndTheTokenIsGoodOnceTheClientHasOneAgain() {
		RelyingParty app = this.actors.app();
		String token = tokens(app).refreshToken();
		TestClients.confidential().scopes("phone").change(this.beans, app.clientId());
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
		assertThat(app.call("/oauth2/introspect", Map.of("token", token)).json()).isEqualTo(Map.of("active", false));
		TestClients.confidential().scopes("openid").change(this.beans, app.clientId());
		assertThat(app.call("/oauth2/introspect", Map.of("token", token)).text("scope")).isEqualTo("openid");
		assertThat(app.refresh(token).text("scope")).isEqualTo("openid");
	}

	@Test
	void refreshWhenOfflineAccessWasTakenFromTheClientThenItEndsWithTheSession() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		Page consent = app.authorize(browser, app.request(Map.of("scope", "openid offline_access")));
		String token = app.redeem(this.actors.allowAll(browser, consent).answer().get("code")).refreshToken();
		browser.submit(browser.open("/account"), Map.of());
		TestClients.confidential().scopes("openid").change(this.beans, app.clientId());
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
	}

	@Test
	void redeemWhenScopesWereTakenFromTheClientThenTheyAreNotGiven() {
		RelyingParty app = this.actors.app();
		String code = app.code(this.actors.consented(this.person, app));
		TestClients.confidential().scopes("openid", "profile").change(this.beans, app.clientId());
		RelyingParty.Answer tokens = app.redeem(code);
		assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
		assertThat(app.userInfo(tokens.accessToken()).json()).doesNotContainKey("email");
	}

	@Test
	void refreshWhenSignedOutThenRefusedUnlessOfflineAccess() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		String bound = app.redeem(app.code(browser)).refreshToken();
		Page consent = app.authorize(browser, app.request(Map.of("scope", "openid offline_access")));
		String offline = app.redeem(this.actors.allowAll(browser, consent).answer().get("code")).refreshToken();
		browser.submit(browser.open("/account"), Map.of());
		assertThat(app.refresh(bound).error()).isEqualTo("invalid_grant");
		assertThat(app.refresh(offline).status()).isEqualTo(200);
	}

	@Test
	void refreshWhenSignedOutEverywhereThenEvenOfflineAccessEnds() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		Page consent = app.authorize(browser, app.request(Map.of("scope", "openid offline_access")));
		String offline = app.redeem(this.actors.allowAll(browser, consent).answer().get("code")).refreshToken();
		this.sessions.endAll(this.person.id(), EndReason.SIGNED_OUT_EVERYWHERE);
		assertThat(app.refresh(offline).error()).isEqualTo("invalid_grant");
	}

	@Test
	void refreshWhenSessionIdlesOutThenRefusedButEachRefreshCountsAsActivity() {
		RelyingParty app = this.actors.app();
		String token = tokens(app).refreshToken();
		for (int i = 0; i < 3; i++) {
			this.clock.advance(Duration.ofMinutes(20));
			token = app.refresh(token).refreshToken();
			assertThat(token).isNotNull();
		}
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
	}

	@Test
	void refreshWhenAccountOrClientIsDisabledThenRefused() {
		Client client = TestClients.confidential().save(this.beans);
		RelyingParty app = new RelyingParty(this.actors.server(), client.clientId(), TestClients.SECRET,
				TestClients.REDIRECT_URI, Actors.SCOPE);
		String token = tokens(app).refreshToken();
		TestClients.disable(this.beans, client);
		RelyingParty.Answer refused = app.refresh(token);
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.error()).isEqualTo("invalid_client");
		TestClients.enable(this.beans, client);
		this.accounts.update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
	}

	@Test
	void refreshWhenAbsoluteLifetimePassedThenRefusedThoughUsedDaily() {
		RelyingParty app = this.actors.app(TestClients.confidential()
			.refreshTokenLifetime(Duration.ofDays(2))
			.grantLifetime(Duration.ofDays(3))
			.firstParty());
		Browser browser = this.actors.signedIn(this.person);
		String token = app
			.redeem(app.authorize(browser, app.request(Map.of("scope", "openid offline_access"))).answer().get("code"))
			.refreshToken();
		for (int day = 1; day <= 2; day++) {
			this.clock.advance(Duration.ofDays(1));
			token = app.refresh(token).refreshToken();
			assertThat(token).isNotNull();
		}
		this.clock.advance(Duration.ofDays(1));
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
	}

	@Test
	void refreshWhenTokenIsOfAnotherClientThenRefusedAndTokenStaysGood() {
		RelyingParty app = this.actors.app();
		String token = tokens(app).refreshToken();
		assertThat(this.actors.app().refresh(token).error()).isEqualTo("invalid_grant");
		assertThat(app.refresh(token).status()).isEqualTo(200);
	}

	@Test
	void refreshWhenClientIsPublicThenRotatesAsWell() {
		RelyingParty app = this.actors.app(TestClients.publicNative().firstParty());
		RelyingParty.Answer first = app.redeem(app.code(this.actors.signedIn(this.person)));
		RelyingParty.Answer second = app.refresh(first.refreshToken());
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
	}

	@Test
	void refreshWhenTokensAreInTheDatabaseThenOnlyAsDigests() {
		RelyingParty app = this.actors.app();
		String token = tokens(app).refreshToken();
		String dump = this.jdbc.sql("select string_agg(t::text, ' ') from refresh_tokens t")
			.query(String.class)
			.single();
		assertThat(dump).isNotBlank().doesNotContain(token).doesNotContain(token.substring("sgn_rt_".length()));
	}

	private RelyingParty.Answer tokens(RelyingParty app) {
		return app.redeem(app.code(this.actors.consented(this.person, app)));
	}

	private int revocations(String reason) {
		return this.jdbc.sql("""
				select count(*) from audit_events where type = 'grant.revoked' and account_id = :account
				  and details ->> 'reason' = :reason""")
			.param("account", this.person.id().value())
			.param("reason", reason)
			.query(Integer.class)
			.single();
	}

}
