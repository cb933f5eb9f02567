package dev.signet.flow;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The device authorization grant, RFC 8628, by its sections. */
@SignetTest
class DeviceFlowTests {

	private static final String[] GRANT_TYPES = { TestDevice.GRANT_TYPE, "refresh_token" };

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RelyingParty app;

	private TestDevice device;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app(TestClients.publicNative().name("Living room").grantTypes(GRANT_TYPES));
		this.device = new TestDevice(this.app);
	}

	/** All tests share one address. */
	@AfterEach
	void forgetGuesses() {
		this.jdbc.sql("delete from asks where asker like 'DEVICE%'").update();
		this.jdbc.sql("delete from device_codes where grant_id is null").update();
	}

	// §3.1, §3.2: the device asks

	@Test
	void section32BeginWhenPublicClientNamesItselfThenCodesAddressesAndInterval() {
		RelyingParty.Answer codes = this.device.begin().codes();
		assertThat(codes.text("device_code")).matches("sgn_dc_[A-Za-z0-9_-]{43}");
		assertThat(codes.text("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
		assertThat(codes.text("verification_uri")).isEqualTo(this.actors.server() + "/device");
		assertThat(codes.text("verification_uri_complete"))
			.isEqualTo(this.actors.server() + "/device?user_code=" + codes.text("user_code"));
		assertThat(codes.json()).containsEntry("expires_in", 600).containsEntry("interval", 5);
		assertThat(codes.response().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
	}

	@Test
	void section31BeginWhenConfidentialClientThenItMustAuthenticate() {
		RelyingParty confidential = this.actors.app(TestClients.confidential().grantTypes(GRANT_TYPES));
		RelyingParty impostor = new RelyingParty(this.actors.server(), confidential.clientId(), null, null, null);
		assertThat(new TestDevice(confidential).begin().poll().error()).isEqualTo("authorization_pending");
		assertThat(impostor.call(TestDevice.ENDPOINT, Map.of("scope", "openid")).error()).isEqualTo("invalid_client");
	}

	@Test
	void section32BeginThenDatabaseHasNoCode() {
		this.device.begin();
		String stored = this.jdbc.sql("select string_agg(d::text, ' ') from device_codes d")
			.query(String.class)
			.single();
		assertThat(stored).doesNotContain(this.device.deviceCode(), this.device.userCode(),
				this.device.userCode().replace("-", ""));
	}

	// §3.3: the person decides

	@Test
	void section34PollWhenScopesWereTakenFromTheClientSinceThenTheyAreNotGiven() {
		this.device.begin().allow(this.actors.signedIn(this.person));
		TestClients.publicNative()
			.grantTypes(GRANT_TYPES)
			.scopes("openid", "profile")
			.change(this.beans, this.app.clientId());
		assertThat(this.device.poll().text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
	}

	@Test
	void section33AllowWhenWholeJourneyThenTokensAsFromTheCodeFlow() {
		Browser browser = this.actors.signedIn(this.person);
		this.device.begin();
		assertThat(this.device.poll().error()).isEqualTo("authorization_pending");
		Page done = this.device.allow(browser);
		assertThat(done.document().text()).contains("Your device is connected");
		RelyingParty.Answer tokens = this.device.poll();
		assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
		assertThat(tokens.text("token_type")).isEqualTo("Bearer");
		assertThat(RelyingParty.claims(tokens.accessToken())).containsEntry("sub", this.person.id().toString())
			.containsEntry("client_id", this.app.clientId())
			.containsKey("grant_id");
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("aud", this.app.clientId())
			.containsKeys("sid", "auth_time", "at_hash", "amr")
			.doesNotContainKey("nonce");
		assertThat(this.app.userInfo(tokens.accessToken()).text("sub")).isEqualTo(this.person.id().toString());
		RelyingParty.Answer refreshed = this.app.refresh(tokens.refreshToken());
		assertThat(refreshed.status()).isEqualTo(200);
		this.app.call("/oauth2/revoke", Map.of("token", refreshed.refreshToken()));
		assertThat(this.app.userInfo(refreshed.accessToken()).status()).isEqualTo(401);
	}

	/** The device names the API when it polls (RFC 8707 §2.2). */
	@Test
	void section34PollWhenResourceThenTokenIsForThatOneAndOthersAreRefused() {
		String id = UUID.randomUUID().toString().substring(0, 8);
		String notes = "https://notes.test/" + id;
		String photos = "https://photos.test/" + id;
		TestClients.resource(this.beans, notes, "notes." + id);
		TestClients.resource(this.beans, photos, "photos." + id);
		RelyingParty television = this.actors
			.app(TestClients.publicNative().scopes("openid", "notes." + id, "photos." + id).grantTypes(GRANT_TYPES));
		TestDevice allowed = new TestDevice(television).begin("openid notes." + id + " photos." + id);
		allowed.allow(this.actors.signedIn(this.person));
		Map<String, String> poll = new HashMap<>(
				Map.of("grant_type", TestDevice.GRANT_TYPE, "device_code", allowed.deviceCode()));
		poll.put("resource", "https://unknown.test");
		assertThat(television.token(poll).error()).isEqualTo("invalid_target");
		this.clock.advance(Duration.ofSeconds(6));
		poll.put("resource", notes);
		RelyingParty.Answer tokens = television.token(poll);
		assertThat(RelyingParty.claims(tokens.accessToken())).containsEntry("aud", notes)
			.containsEntry("scope", "notes." + id);
		assertThat(tokens.text("scope")).isEqualTo("notes." + id);
		assertThat((List<?>) RelyingParty.claims(television.refresh(tokens.refreshToken()).accessToken()).get("aud"))
			.hasSize(3);
	}

	@Test
	void section33AllowWhenNeitherOpenidNorRefreshThenAccessTokenOnly() {
		TestDevice plain = new TestDevice(
				this.actors.app(TestClients.confidential().grantTypes(TestDevice.GRANT_TYPE)));
		plain.begin("profile").allow(this.actors.signedIn(this.person));
		assertThat(plain.poll().json()).containsKey("access_token").doesNotContainKeys("id_token", "refresh_token");
	}

	@Test
	void section33ShowThenAppPlaceScopesAndWarning() {
		Page page = this.device.begin().show(this.actors.signedIn(this.person));
		assertThat(page.document().text()).contains("Living room", this.person.username(), "127.0.0.1",
				"The same network as this browser", "See your roles",
				"Only continue if you started this on your own device", this.device.userCode());
	}

	@Test
	void section33AllowWhenSomeTickedThenOnlyThoseAndConsentIsRemembered() {
		Browser browser = this.actors.signedIn(this.person);
		Page page = this.device.begin().show(browser);
		TestDevice.decide(browser, page, "allow", "profile");
		assertThat(this.device.poll().text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
		Page again = this.device.begin().show(browser);
		assertThat(again.document().select("input[name=scope]").eachAttr("value")).doesNotContain("profile")
			.contains("email", "roles");
		assertThat(again.document().text()).contains("You allowed this before");
		TestDevice.decide(browser, again, "allow");
		assertThat(this.device.poll().text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
	}

	@Test
	void section33AllowWhenNothingTickedThenAskedAgain() {
		Browser browser = this.actors.signedIn(this.person);
		Page page = TestDevice.decide(browser, this.device.begin("profile").show(browser), "allow");
		assertThat(page.document().text()).contains("Please tick at least one thing");
		assertThat(this.device.poll().error()).isEqualTo("authorization_pending");
	}

	@Test
	void section33AllowWhenScopeWasNotAskedThenNotGranted() {
		Browser browser = this.actors.signedIn(this.person);
		Page page = this.device.begin("openid").show(browser);
		TestDevice.decide(browser, page, "allow", "openid", "profile", "roles");
		assertThat(this.device.poll().text("scope")).isEqualTo("openid");
	}

	@Test
	void section331OpenWhenAddressHasTheCodeThenFilledInAndNothingAllowedInSilence() {
		TestDevice own = new TestDevice(
				this.actors.app(TestClients.confidential().firstParty().grantTypes(GRANT_TYPES)));
		Browser browser = this.actors.signedIn(this.person);
		Page page = browser.open(own.begin().codes().text("verification_uri_complete"));
		assertThat(page.document().select("#user_code").val()).isEqualTo(own.userCode());
		assertThat(page.document().text()).contains("Compare this code with the one on your device")
			.doesNotContain("Test app");
		assertThat(own.poll().error()).isEqualTo("authorization_pending");
		Page confirm = browser.submit(page, Map.of("user_code", own.userCode()));
		assertThat(confirm.document().text()).contains("Only continue if you started this", "Test app");
		this.clock.advance(Duration.ofSeconds(6));
		assertThat(own.poll().error()).isEqualTo("authorization_pending");
		TestDevice.decide(browser, confirm, "allow");
		assertThat(own.poll().text("scope").split(" ")).containsExactlyInAnyOrder(Actors.SCOPE.split(" "));
	}

	@Test
	void section33OpenWhenSignedOutThenSignInLeadsBack() {
		Browser browser = this.actors.browser();
		Page signIn = browser.open(this.device.begin().codes().text("verification_uri_complete"));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		Page device = this.actors.signIn(browser, signIn, this.person);
		assertThat(device.address().getPath()).isEqualTo("/device");
		assertThat(device.document().select("#user_code").val()).isEqualTo(this.device.userCode());
	}

	@Test
	void section33OpenWhenSomebodyNewThenRegistrationLeadsBack() {
		Browser browser = this.actors.browser();
		Page signIn = browser.open("/device");
		String register = signIn.document().select("a[href^=/register]").attr("href");
		String name = "p" + UUID.randomUUID().toString().substring(0, 12);
		Page device = browser.submit(browser.open(register),
				Map.of("username", name, "email", name + "@example.test", "password", Actors.PASSWORD));
		assertThat(device.address().getPath()).as(device.document().text()).isEqualTo("/device");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/", "//evil.example/device", "/device/../account",
			"/device?user_code=%0d", "/device\nx", "/account/x" })
	void signInWhenTheWayBackIsNotListedThenAccount(String next) {
		Browser browser = this.actors.browser();
		Page signIn = browser.open("/signin?" + Browser.encode(Map.of("next", next)));
		assertThat(this.actors.signIn(browser, signIn, this.person).address().getPath()).isEqualTo("/account");
	}

	@Test
	void section33DecideWhenTwoPeopleThenTheFirstCounts() {
		Browser first = this.actors.signedIn(this.person);
		Browser second = this.actors.signedIn(this.actors.person("USER"));
		Page one = this.device.begin().show(first);
		Page other = this.device.show(second);
		TestDevice.decide(first, one, "allow", "profile");
		assertThat(TestDevice.decide(second, other, "allow", "profile").document().text())
			.contains("No device is waiting with this code");
		assertThat(RelyingParty.claims(this.device.poll().accessToken())).containsEntry("sub",
				this.person.id().toString());
	}

	// §3.5: what the device hears

	@Test
	void section35PollWhenTooSoonThenSlowDownAndTheIntervalGrows() {
		this.clock.stop();
		this.device.begin();
		assertThat(this.device.poll().error()).isEqualTo("authorization_pending");
		assertThat(this.device.poll().error()).isEqualTo("slow_down");
		this.clock.advance(Duration.ofSeconds(7));
		assertThat(this.device.poll().error()).isEqualTo("slow_down");
		this.clock.advance(Duration.ofSeconds(12));
		assertThat(this.device.poll().error()).isEqualTo("slow_down");
		this.clock.advance(Duration.ofSeconds(21));
		RelyingParty.Answer patient = this.device.poll();
		assertThat(patient.error()).isEqualTo("authorization_pending");
		assertThat(patient.status()).isEqualTo(400);
	}

	@Test
	void section35PollWhenDeniedThenAccessDenied() {
		Page done = this.device.begin().deny(this.actors.signedIn(this.person));
		assertThat(done.document().text()).contains("That device stays out");
		assertThat(this.device.poll().error()).isEqualTo("access_denied");
		assertThat(this.device.poll().error()).isEqualTo("access_denied");
	}

	@Test
	void section35PollWhenExpiredThenExpiredToken() {
		this.device.begin();
		this.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
		assertThat(this.device.poll().error()).isEqualTo("expired_token");
	}

	@Test
	void section35PollWhenApprovedButFetchedTooLateThenExpiredToken() {
		this.device.begin().allow(this.actors.signedIn(this.person));
		this.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
		assertThat(this.device.poll().error()).isEqualTo("expired_token");
	}

	@Test
	void section35PollWhenUsedThenInvalidGrantAndTheTokensLive() {
		this.device.begin().allow(this.actors.signedIn(this.person));
		RelyingParty.Answer tokens = this.device.poll();
		assertThat(this.device.poll().error()).isEqualTo("invalid_grant");
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(200);
	}

	@Test
	void section35PollWhenCodeOfAnotherClientThenInvalidGrantAndItsOwnerGoesOn() {
		RelyingParty other = this.actors.app(TestClients.publicNative().grantTypes(GRANT_TYPES));
		this.device.begin().allow(this.actors.signedIn(this.person));
		assertThat(this.device.poll(other).error()).isEqualTo("invalid_grant");
		assertThat(this.device.poll().status()).isEqualTo(200);
	}

	@Test
	void section35PollWhenManyAtOnceThenOneWins() throws Exception {
		Browser browser = this.actors.signedIn(this.person);
		ExecutorService threads = Executors.newFixedThreadPool(10);
		try {
			for (int round = 0; round < 20; round++) {
				this.device.begin("openid").allow(browser);
				CyclicBarrier start = new CyclicBarrier(10);
				List<Future<RelyingParty.Answer>> running = new ArrayList<>();
				for (int i = 0; i < 10; i++) {
					running.add(threads.submit(() -> {
						start.await();
						return this.device.poll();
					}));
				}
				List<RelyingParty.Answer> answers = new ArrayList<>();
				for (Future<RelyingParty.Answer> each : running) {
					answers.add(each.get());
				}
				List<RelyingParty.Answer> winners = answers.stream()
					.filter((answer) -> answer.status() == 200)
					.toList();
				assertThat(winners).hasSize(1);
				assertThat(answers).filteredOn((answer) -> answer.status() != 200)
					.allSatisfy((answer) -> assertThat(answer.error()).isEqualTo("invalid_grant"));
				assertThat(this.app.refresh(winners.get(0).refreshToken()).status()).isEqualTo(200);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	// What the person gave is a grant like any other

	@Test
	void endSessionWhenApprovedAndNotFetchedThenNothingIsLeft() {
		this.device.begin("openid offline_access").allow(this.actors.signedIn(this.person));
		this.beans.getBean(Sessions.class).endAll(this.person.id(), EndReason.SIGNED_OUT);
		assertThat(this.device.poll().error()).isEqualTo("invalid_grant");
	}

	@Test
	void endSessionWhenFetchedThenOnlyOfflineAccessLivesOn() {
		Browser browser = this.actors.signedIn(this.person);
		this.device.begin("openid").allow(browser);
		RelyingParty.Answer bound = this.device.poll();
		this.device.begin("openid offline_access").allow(browser);
		RelyingParty.Answer free = this.device.poll();
		this.beans.getBean(Sessions.class).endAll(this.person.id(), EndReason.SIGNED_OUT);
		assertThat(this.app.refresh(bound.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(this.app.refresh(free.refreshToken()).status()).isEqualTo(200);
	}

	@Test
	void disableAccountWhenApprovedThenInvalidGrant() {
		this.device.begin().allow(this.actors.signedIn(this.person));
		Instant now = this.clock.instant();
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(now));
		assertThat(this.device.poll().error()).isEqualTo("invalid_grant");
	}

	@Test
	void disableClientWhenCodeIsTypedThenUnknown() {
		this.device.begin();
		TestClients.disable(this.beans,
				this.beans.getBean(Clients.class).findByClientId(this.app.clientId()).orElseThrow());
		Page page = this.device.show(this.actors.signedIn(this.person));
		assertThat(page.status()).isEqualTo(400);
	}

	@Test
	void decideThenAuditTrailSaysWhoAndWhat() {
		Browser browser = this.actors.signedIn(this.person);
		this.device.begin().allow(browser);
		this.device.begin().deny(browser);
		assertThat(this.jdbc.sql("select type from audit_events where account_id = :account and type like 'device.%'")
			.param("account", this.person.id().value())
			.query(String.class)
			.list()).containsExactlyInAnyOrder("device.approved", "device.denied");
	}

	// §5.1, §5.2: limits

	@Test
	void section51TypeWhenFiveWereWrongThenNotLookedAtForAnHour() {
		Browser browser = this.actors.signedIn(this.person);
		this.device.begin();
		for (int i = 0; i < 5; i++) {
			assertThat(TestDevice.type(browser, "BBBB-BBB" + "BCDFG".charAt(i)).status()).isEqualTo(400);
		}
		Page limited = this.device.show(browser);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(Integer.parseInt(limited.header("Retry-After").orElseThrow())).isBetween(3540, 3601);
		assertThat(limited.document().text()).contains("too many wrong codes", "60 minutes");
		assertThat(this.device.show(this.actors.signedIn(this.actors.person("USER"))).status()).isEqualTo(200);
		this.clock.advance(Duration.ofMinutes(61));
		Browser later = this.actors.signedIn(this.person);
		assertThat(this.device.begin().show(later).status()).isEqualTo(200);
	}

	@Test
	void section51TypeWhenRightThenCountsForNothing() {
		Browser browser = this.actors.signedIn(this.person);
		for (int i = 0; i < 8; i++) {
			assertThat(this.device.begin().show(browser).status()).isEqualTo(200);
		}
	}

	@Test
	void section51TypeWhenAHundredWereWrongFromTheAddressThenNobodyThereIsLookedAt() {
		this.jdbc
			.sql("insert into asks (asker, asked, forgotten_at) "
					+ "values ('DEVICE_CODE_FROM_NETWORK 127.0.0.1', 99, :until)")
			.param("until", Timestamp.from(this.clock.instant().plusSeconds(1800)))
			.update();
		this.device.begin();
		assertThat(TestDevice.type(this.actors.signedIn(this.person), "BBBB-BBBB").status()).isEqualTo(400);
		Page limited = this.device.show(this.actors.signedIn(this.actors.person("USER")));
		assertThat(limited.status()).isEqualTo(429);
		assertThat(Integer.parseInt(limited.header("Retry-After").orElseThrow())).isBetween(1700, 1801);
	}

	@Test
	void section52BeginWhenAHundredWaitFromTheAddressThenComeBackLater() {
		this.device.begin();
		this.jdbc
			.sql("""
					insert into device_codes (id, digest, user_code_digest, client_id, scopes, network, created_at, expires_at,
					  interval_seconds)
					select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), sha256(gen_random_uuid()::text::bytea),
					  client_id, scopes, network, created_at, expires_at, interval_seconds
					from device_codes, generate_series(1, 99) where user_code_digest = (
					  select user_code_digest from device_codes order by created_at desc limit 1)""")
			.update();
		RelyingParty.Answer refused = this.app.call(TestDevice.ENDPOINT, Map.of("scope", "openid"));
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.error()).isEqualTo("temporarily_unavailable");
		assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("60");
		String reference = refused.response().headers().firstValue("X-Request-Id").orElseThrow();
		assertThat(new Scene(this.beans).remembered(reference).orElseThrow().refusal())
			.contains(Refusal.DEVICE_CODES_TOO_MANY);
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(this.device.begin().codes().status()).isEqualTo(200);
	}

}
