package dev.signet.flow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many SQL statements a request may cost with warm caches, and how many commits: each
 * of either is a round trip to the database. What is left to other threads, such as the
 * record of a refusal or of a last use, is not counted here; many requests share one
 * statement of theirs.
 */
@SignetTest
class StatementBudgetTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private MutableClock clock;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		Account person = this.actors.person("USER");
		this.app = this.actors.app();
		this.browser = this.actors.consented(person, this.app);
		this.app.redeem(this.app.code(this.browser));
	}

	@Test
	void clientCredentialsThenNone() {
		TestClients.resource(this.beans, "https://api.test/" + System.nanoTime(), "budget.read" + System.nanoTime());
		RelyingParty service = this.actors.app(TestClients.service());
		Map<String, String> request = Map.of("grant_type", "client_credentials");
		assertThat(service.token(request).status()).isEqualTo(200);
		assertThat(this.sql.ofRequests(() -> service.token(request))).isEmpty();
	}

	@Test
	void authorizeFromAnExistingSessionThenThree() {
		assertThat(this.sql.ofRequests(() -> this.app.code(this.browser))).hasSize(3);
	}

	@Test
	void authorizeByAnAppOfOurOwnThenTwo() {
		RelyingParty ours = this.actors.app(TestClients.confidential().firstParty());
		ours.redeem(ours.code(this.browser));
		assertThat(this.sql.ofRequests(() -> ours.code(this.browser))).hasSize(2);
	}

	@Test
	void redeemThenTwo() {
		String code = this.app.code(this.browser);
		assertThat(this.sql.ofRequests(() -> this.app.redeem(code))).hasSize(2);
	}

	@Test
	void redeemByAPublicClientThenTwo() {
		RelyingParty app = this.actors.app(TestClients.publicNative().firstParty());
		app.redeem(app.code(this.browser));
		String code = app.code(this.browser);
		assertThat(this.sql.ofRequests(() -> assertThat(app.redeem(code).status()).isEqualTo(200))).hasSize(2);
	}

	@Test
	void refreshThenTwo() {
		String token = this.app.redeem(this.app.code(this.browser)).refreshToken();
		assertThat(this.sql.ofRequests(() -> this.app.refresh(token))).hasSize(2);
	}

	@Test
	void refreshAMinuteAfterThenAThirdNotesThatTheSessionIsUsed() {
		String token = this.app.redeem(this.app.code(this.browser)).refreshToken();
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(this.sql.ofRequests(() -> this.app.refresh(token))).hasSize(3);
	}

	/** One short transaction, if any: a single statement needs none. */
	@Test
	void callThenAtMostOneCommit() {
		assertAtMostOneCommit("authorize", () -> this.app.code(this.browser));
		String code = this.app.code(this.browser);
		AtomicReference<RelyingParty.Answer> tokens = new AtomicReference<>();
		assertAtMostOneCommit("redeem", () -> tokens.set(this.app.redeem(code)));
		assertAtMostOneCommit("refresh", () -> this.app.refresh(tokens.get().refreshToken()));
		Map<String, String> token = Map.of("token", tokens.get().accessToken());
		assertAtMostOneCommit("userinfo", () -> this.app.userInfo(tokens.get().accessToken()));
		assertAtMostOneCommit("introspect", () -> this.app.call("/oauth2/introspect", token));
		Account person = this.actors.person("USER");
		assertThat(this.sql.commitsOfRequests(() -> this.actors.signedIn(person))).as("they are counted").isPositive();
	}

	@Test
	void pollBeforeTheDecisionThenOne() {
		TestDevice device = new TestDevice(
				this.actors.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE)));
		device.begin();
		assertThat(this.sql.ofRequests(() -> assertThat(device.poll().error()).isEqualTo("authorization_pending")))
			.hasSize(1);
	}

	@Test
	void exchangeThenAtMostThree() {
		TestExchange exchange = TestExchange.prepare(this.actors, this.beans);
		String token = exchange.subjectToken();
		assertThat(exchange.token(token).status()).isEqualTo(200);
		assertThat(this.sql.ofRequests(() -> exchange.token(token))).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void userInfoThenOne() {
		String token = this.app.redeem(this.app.code(this.browser)).accessToken();
		this.app.userInfo(token);
		assertThat(this.sql.ofRequests(() -> this.app.userInfo(token))).hasSize(1);
	}

	@Test
	void introspectionThenOne() {
		String token = this.app.redeem(this.app.code(this.browser)).accessToken();
		assertThat(this.sql.ofRequests(() -> this.app.call("/oauth2/introspect", Map.of("token", token)))).hasSize(1);
	}

	@Test
	void discoveryAndKeysThenNone() {
		assertThat(this.sql.ofRequests(() -> {
			this.browser.fetch("GET", "/.well-known/openid-configuration", Map.of());
			this.browser.fetch("GET", "/oauth2/jwks", Map.of());
		})).isEmpty();
	}

	private void assertAtMostOneCommit(String call, SqlCounter.Action action) {
		assertThat(this.sql.commitsOfRequests(action)).as(call).isLessThanOrEqualTo(1);
	}

}
