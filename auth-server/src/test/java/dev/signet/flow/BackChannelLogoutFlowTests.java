package dev.signet.flow;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.TestClients;
import dev.signet.logout.LogoutJobs;
import dev.signet.session.EndReason;
import dev.signet.session.SessionJobs;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However a session ends, its apps are told by the server (OpenID Connect Back-Channel
 * Logout 1.0): §2.4 the token, §2.5 the request, §2.7 who is told, §2.8 the answer.
 */
@SignetTest
class BackChannelLogoutFlowTests {

	/** Longer than any wait between two attempts. */
	private static final Duration LATER = Duration.ofMinutes(11);

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final LogoutReceiver receiver = new LogoutReceiver();

	private final ExecutorService threads = Executors.newFixedThreadPool(8);

	private Account person;

	private RelyingParty app;

	private Browser browser;

	private UUID session;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = app(this.receiver);
		this.browser = this.actors.consented(this.person, this.app);
		this.session = signInTo(this.app, this.browser);
	}

	@AfterEach
	void tearDown() {
		this.receiver.close();
		this.threads.shutdownNow();
		// What is left would be delivered to whoever listens at the port next
		this.jdbc.sql("delete from logout_notices where state = 'WAITING'").update();
	}

	@Test
	void section2_4WhenSignedOutThenTokenIsOfItsOwnTypeShortLivedAndSignedByTheKeySet() throws Exception {
		signOut(this.browser, "/signout");
		String token = this.receiver.await(1).get(0);
		JWTClaimsSet claims = verified(token);
		assertThat(RelyingParty.header(token)).containsEntry("typ", "logout+jwt").containsEntry("alg", "RS256");
		assertThat(claims.getClaims().keySet()).containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "jti",
				"sid", "events");
		assertThat(claims.getIssuer()).isEqualTo(this.actors.server().toString());
		assertThat(claims.getSubject()).isEqualTo(this.person.id().value().toString());
		assertThat(claims.getAudience()).containsExactly(this.app.clientId());
		assertThat(claims.getClaim("sid")).isEqualTo(this.session.toString());
		assertThat(claims.getClaim("events"))
			.isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
			.isEqualTo(Duration.ofMinutes(2));
		assertThat(claims.getIssueTime().toInstant()).isBetween(Instant.now().minusSeconds(60),
				Instant.now().plusSeconds(1));
		awaitState("DELIVERED");
		assertThat(receipt()).containsEntry("attempts", 1).containsEntry("last_answer", "200");
	}

	@Test
	void section2_4WhenClientKnowsPeoplePairwiseThenByTheNameOfItsIdToken() {
		try (LogoutReceiver second = new LogoutReceiver()) {
			RelyingParty pairwise = this.actors
				.app(TestClients.confidential().pairwise().backchannelLogout(second.uri(), false));
			this.actors.allowAll(this.browser, pairwise.authorize(this.browser, pairwise.request()));
			Object subject = RelyingParty.claims(pairwise.redeem(pairwise.code(this.browser)).idToken()).get("sub");
			signOut(this.browser, "/signout");
			assertThat(RelyingParty.claims(second.await(1).get(0))).containsEntry("sub", subject);
			assertThat(subject).isNotEqualTo(this.person.id().value().toString());
		}
	}

	@Test
	void section2_4WhenTokenIsSentBackAsAHintThenProvesNothing() {
		signOut(this.browser, "/signout");
		String token = this.receiver.await(1).get(0);
		Browser again = this.actors.signedIn(this.person);
		Page page = again.open("/connect/logout?" + Browser.encode(Map.of("id_token_hint", token)));
		assertThat(page.document().text()).contains(this.person.username());
		assertThat(again.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void section2_7WhenSignedInToTheSameAppAgainAndAgainThenOneNotice() {
		signInTo(this.app, this.browser);
		signInTo(this.app, this.browser);
		signOut(this.browser, "/signout");
		awaitState("DELIVERED");
		LogoutJobs.deliver(this.beans);
		assertThat(this.receiver.tokens()).hasSize(1);
	}

	@Test
	void section2_7WhenSeveralAppsThenThoseOfTheSessionAndNoOther() {
		try (LogoutReceiver second = new LogoutReceiver(); LogoutReceiver other = new LogoutReceiver()) {
			RelyingParty secondApp = app(second);
			this.actors.allowAll(this.browser, secondApp.authorize(this.browser, secondApp.request()));
			signInTo(secondApp, this.browser);
			RelyingParty silent = this.actors.app();
			this.actors.allowAll(this.browser, silent.authorize(this.browser, silent.request()));
			signInTo(silent, this.browser);
			RelyingParty elsewhere = app(other);
			signInTo(elsewhere, this.actors.consented(this.person, elsewhere));
			signOut(this.browser, "/signout");
			this.receiver.await(1);
			second.await(1);
			assertThat(notices(this.session)).isEqualTo(2);
			assertThat(other.tokens()).isEmpty();
		}
	}

	@Test
	void section2_7WhenAppGotNoIdTokenThenIsNotTold() {
		try (LogoutReceiver plain = new LogoutReceiver()) {
			RelyingParty oauth = app(plain);
			Map<String, String> request = oauth.request(Map.of("scope", "profile"));
			this.actors.allowAll(this.browser, oauth.authorize(this.browser, request));
			signOut(this.browser, "/signout");
			this.receiver.await(1);
			assertThat(notices(this.session)).isOne();
		}
	}

	@Test
	void section2_7WhenGrantWasRevokedBeforeThenIsToldAllTheSame() {
		String refreshToken = this.app.redeem(this.app.code(this.browser)).refreshToken();
		this.app.call("/oauth2/revoke", Map.of("token", refreshToken));
		signOut(this.browser, "/signout");
		this.receiver.await(1);
	}

	@Test
	void section2_7WhenSignedOutEverywhereThenEachSessionIsTold() {
		Browser other = this.actors.signedIn(this.person);
		UUID otherSession = signInTo(this.app, other);
		signOut(other, "/signout/everywhere");
		assertSids(this.session, otherSession);
	}

	@Test
	void section2_7WhenSignedOutByAnAppThenIsTold() {
		String hint = this.app.redeem(this.app.code(this.browser)).idToken();
		this.browser.open("/connect/logout?" + Browser.encode(Map.of("id_token_hint", hint)));
		assertSids(this.session);
	}

	@Test
	void section2_7WhenPasswordIsChangedThenIsTold() {
		this.beans.getBean(Sessions.class).endAll(this.person.id(), EndReason.PASSWORD_CHANGED);
		assertSids(this.session);
	}

	@Test
	void section2_7WhenAccountIsDisabledThenIsTold() {
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(Instant.now()));
		assertSids(this.session);
	}

	@Test
	void section2_7WhenSessionExpiresThenIsToldAlsoWithOfflineAccess() {
		String bound = this.app.redeem(this.app.code(this.browser)).refreshToken();
		Map<String, String> request = this.app.request(Map.of("scope", Actors.SCOPE + " offline_access"));
		Page allowed = this.actors.allowAll(this.browser, this.app.authorize(this.browser, request));
		String offline = this.app.redeem(allowed.answer().get("code")).refreshToken();
		this.clock.advance(Duration.ofMinutes(31));
		SessionJobs.sweep(this.beans);
		assertSids(this.session);
		assertThat(this.app.refresh(offline).status()).as("offline_access outlives the session").isEqualTo(200);
		assertThat(this.app.refresh(bound).error()).isEqualTo("invalid_grant");
	}

	@Test
	void section2_7WhenSomebodyElseSignsInThenIsTold() {
		Page page = this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")));
		this.actors.signIn(this.browser, page, this.actors.person("USER"));
		assertSids(this.session);
	}

	@Test
	void section2_8WhenAnswerIs204ThenDelivered() {
		this.receiver.answering(204);
		signOut(this.browser, "/signout");
		awaitState("DELIVERED");
		assertThat(receipt()).containsEntry("last_answer", "204");
	}

	@Test
	void section2_8WhenReceiverIsDownThenTriedAgainWithAFreshTokenOfTheSameNotice() throws Exception {
		this.receiver.answering(503);
		signOut(this.browser, "/signout");
		JWTClaimsSet first = verified(this.receiver.await(1).get(0));
		awaitAnswer("503");
		this.clock.advance(LATER);
		this.receiver.answering(200);
		LogoutJobs.deliver(this.beans);
		awaitState("DELIVERED");
		List<String> tokens = this.receiver.tokens();
		JWTClaimsSet last = verified(tokens.get(tokens.size() - 1));
		assertThat(last.getJWTID()).isEqualTo(first.getJWTID());
		assertThat(last.getIssueTime()).isAfter(first.getIssueTime());
		assertThat(last.getExpirationTime()).isAfter(first.getExpirationTime());
	}

	@Test
	void section2_8WhenReceiverComesBackAfterADayThenGetsAllWithinAQuarterOfAnHour() {
		this.receiver.answering(500);
		signOut(this.browser, "/signout");
		awaitAnswer("500");
		for (int i = 0; i < 6; i++) {
			Browser another = this.actors.signedIn(this.person);
			signInTo(this.app, another);
			signOut(another, "/signout");
		}
		for (int hour = 0; hour < 24; hour++) {
			this.clock.advance(Duration.ofHours(1));
			LogoutJobs.deliver(this.beans);
		}
		this.receiver.answering(200);
		this.clock.advance(LATER);
		LogoutJobs.deliver(this.beans);
		this.clock.advance(Duration.ofMinutes(4));
		LogoutJobs.deliver(this.beans);
		Eventually.holds(() -> notices("DELIVERED") == 7);
	}

	@Test
	void section2_8WhenRedirectedThenNotFollowedAndTriedAgain() {
		this.receiver.answering(302);
		signOut(this.browser, "/signout");
		awaitAnswer("302");
		assertThat(receipt()).containsEntry("state", "WAITING");
	}

	@Test
	void section2_8WhenRefusedAgainAndAgainThenGivenUp() {
		this.receiver.answering(400);
		signOut(this.browser, "/signout");
		awaitAnswer("400");
		for (int i = 0; i < 10; i++) {
			this.clock.advance(LATER);
			LogoutJobs.deliver(this.beans);
		}
		awaitState("REFUSED");
		assertThat(this.receiver.tokens()).hasSize(6);
		assertThat(receipt()).containsEntry("last_answer", "400").containsEntry("attempts", 6);
	}

	@Test
	void section2_8WhenDownForDaysThenParkedAndTheReceiptGoesAMonthLater() {
		this.receiver.answering(503);
		signOut(this.browser, "/signout");
		awaitAnswer("503");
		this.clock.advance(Duration.ofHours(71));
		LogoutJobs.sweep(this.beans);
		assertThat(receipt()).containsEntry("state", "WAITING");
		this.clock.advance(Duration.ofHours(2));
		LogoutJobs.sweep(this.beans);
		assertThat(receipt()).containsEntry("state", "PARKED").containsEntry("last_answer", "503");
		this.clock.advance(Duration.ofDays(29));
		LogoutJobs.sweep(this.beans);
		assertThat(notices(this.session)).isOne();
		this.clock.advance(Duration.ofDays(2));
		LogoutJobs.sweep(this.beans);
		assertThat(notices(this.session)).isZero();
	}

	@Test
	void section2_5WhenAddressIsInnerThenIsNeverCalled() {
		RelyingParty inner = this.actors.app(TestClients.confidential()
			.backchannelLogout(URI.create("https://169.254.169.254/latest/meta-data"), true));
		this.actors.allowAll(this.browser, inner.authorize(this.browser, inner.request()));
		signInTo(inner, this.browser);
		signOut(this.browser, "/signout");
		this.receiver.await(1);
		Eventually.holds(() -> this.jdbc
			.sql("select count(*) from logout_notices where session_id = ? and last_answer = 'ADDRESS_REFUSED'")
			.param(this.session)
			.query(Integer.class)
			.single() == 1);
	}

	@Test
	void signOutWhenReceiverHangsThenNeitherThePageNorOtherAppsWait() {
		this.receiver.after(Duration.ofSeconds(8));
		try (LogoutReceiver second = new LogoutReceiver()) {
			RelyingParty secondApp = app(second);
			this.actors.allowAll(this.browser, secondApp.authorize(this.browser, secondApp.request()));
			signInTo(secondApp, this.browser);
			signOut(this.browser, "/signout");
			second.await(1);
			assertThat(receipt().get("last_answer")).as("the first is still waited for").isNull();
		}
	}

	@Test
	void deliverWhenManyWorkersThenOneCallAtATimeAndEachNoticeOnce() throws Exception {
		this.receiver.after(Duration.ofMillis(50));
		for (int i = 0; i < 9; i++) {
			signInTo(this.app, this.actors.signedIn(this.person));
		}
		this.beans.getBean(Sessions.class).endAll(this.person.id(), EndReason.SIGNED_OUT_EVERYWHERE);
		List<Future<?>> workers = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			workers.add(this.threads.submit(() -> LogoutJobs.deliver(this.beans)));
		}
		for (Future<?> worker : workers) {
			worker.get();
		}
		Eventually.holds(() -> notices("DELIVERED") == 10);
		assertThat(this.receiver.mostAtOnce()).isOne();
		assertThat(this.receiver.tokens()).hasSize(10)
			.extracting((token) -> RelyingParty.claims(token).get("sid"))
			.doesNotHaveDuplicates();
	}

	@Test
	void deliverWhenWorkerDiedThenAnotherDeliversWhenItsClaimHasRunOut() {
		this.receiver.answering(503);
		signOut(this.browser, "/signout");
		awaitAnswer("503");
		this.clock.advance(LATER);
		this.jdbc.sql("""
				update logout_receivers set claimed_until = :until where client_id = (
				  select client_id from logout_notices where session_id = :session)
				""")
			.param("until", Timestamp.from(this.clock.instant().plusSeconds(60)))
			.param("session", this.session)
			.update();
		this.receiver.answering(200);
		LogoutJobs.deliver(this.beans);
		assertThat(receipt()).containsEntry("state", "WAITING");
		this.clock.advance(Duration.ofSeconds(61));
		LogoutJobs.deliver(this.beans);
		awaitState("DELIVERED");
	}

	private RelyingParty app(LogoutReceiver receiver) {
		return this.actors.app(TestClients.confidential().backchannelLogout(receiver.uri(), true));
	}

	/** Lets an app that needs no consent any more sign the person in. */
	private UUID signInTo(RelyingParty app, Browser browser) {
		String idToken = app.redeem(app.code(browser)).idToken();
		return UUID.fromString((String) RelyingParty.claims(idToken).get("sid"));
	}

	private static void signOut(Browser browser, String path) {
		String csrf = browser.open("/account/sessions")
			.document()
			.selectFirst("form[action=" + path + "] input[name=_csrf]")
			.attr("value");
		assertThat(browser.post(path, Map.of("_csrf", csrf)).address().getPath()).isEqualTo("/signed-out");
	}

	private void assertSids(UUID... sessions) {
		assertThat(this.receiver.await(sessions.length))
			.extracting((token) -> UUID.fromString((String) RelyingParty.claims(token).get("sid")))
			.containsExactlyInAnyOrder(sessions);
	}

	private JWTClaimsSet verified(String token) throws Exception {
		JWKSet keys = JWKSet.load(this.actors.server().resolve("/oauth2/jwks").toURL());
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("logout+jwt")));
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		return processor.process(token, null);
	}

	private void awaitState(String state) {
		Eventually.holds(() -> state.equals(receipt().get("state")));
	}

	private void awaitAnswer(String answer) {
		Eventually.holds(() -> answer.equals(receipt().get("last_answer")));
	}

	/** The notice of the first app and the first session. */
	private Map<String, Object> receipt() {
		return this.jdbc.sql("""
				select n.* from logout_notices n join clients c on c.id = n.client_id
				where n.session_id = :session and c.client_id = :client
				""").param("session", this.session).param("client", this.app.clientId()).query().singleRow();
	}

	private int notices(UUID session) {
		return this.jdbc.sql("select count(*) from logout_notices where session_id = ?")
			.param(session)
			.query(Integer.class)
			.single();
	}

	/** How many notices to the first app came to this. */
	private int notices(String state) {
		return this.jdbc.sql("""
				select count(*) from logout_notices n join clients c on c.id = n.client_id
				where n.state = :state and c.client_id = :client
				""").param("state", state).param("client", this.app.clientId()).query(Integer.class).single();
	}

}
