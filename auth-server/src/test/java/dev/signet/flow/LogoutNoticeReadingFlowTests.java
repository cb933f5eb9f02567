package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.logout.LogoutJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators read which apps were told of a sign-out (OpenID Connect Back-Channel
 * Logout 1.0 §2.5), have one told again, and that nobody else does.
 */
@SignetTest
class LogoutNoticeReadingFlowTests {

	private static final String PATH = "/admin/api/logout-notices";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final LogoutReceiver receiver = new LogoutReceiver();

	private Account person;

	private RelyingParty app;

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors
			.app(TestClients.confidential().firstParty().backchannelLogout(this.receiver.uri(), true));
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@AfterEach
	void tearDown() {
		this.receiver.close();
		this.jdbc.sql("delete from logout_notices where state = 'WAITING'").update();
	}

	@Test
	void readWhenDeliveredThenTheReceipt() {
		String id = signOut();
		awaitState(id, "DELIVERED");
		JsonNode notice = this.admin.getJson(PATH + "/" + id).json();
		assertThat(notice.path("client_id").asString()).isEqualTo(this.app.clientId());
		assertThat(notice.path("account").asString()).isEqualTo(this.person.id().toString());
		assertThat(notice.path("attempts").asInt()).isOne();
		assertThat(notice.path("last_answer").asString()).isEqualTo("200");
		assertThat(notice.path("finished_at").asString()).matches("20\\d\\d-.+Z");
		assertThat(notice.has("next_attempt_at")).isFalse();
		assertThat(post(this.admin, retry(id), this.admin.csrf()).status()).as("nothing to try again").isEqualTo(409);
	}

	@Test
	void listThenTheNewestFirstByClientStateAndPage() {
		String first = signOut();
		awaitState(first, "DELIVERED");
		String parked = parked();
		String ofClient = PATH + "?client_id=" + this.app.clientId();
		assertThat(ids(ofClient)).containsExactly(parked, first);
		assertThat(ids(ofClient + "&state=PARKED")).containsExactly(parked);
		assertThat(ids(ofClient + "&state=DELIVERED")).containsExactly(first);
		assertThat(ids(ofClient + "&state=WAITING")).isEmpty();
		assertThat(ids(ofClient + "&limit=1")).containsExactly(parked);
		assertThat(ids(ofClient + "&before=" + parked)).containsExactly(first);
		assertThat(ids(PATH + "?state=PARKED&limit=500")).contains(parked).doesNotContain(first);
		assertThat(ids(PATH + "?client_id=nobody")).isEmpty();
	}

	@Test
	void retryWhenParkedThenDeliveredAndAudited() {
		String id = parked();
		this.receiver.answering(200);
		Page page = post(this.admin, retry(id), this.admin.csrf());
		assertThat(page.status()).isEqualTo(202);
		assertThat(page.json().path("id").asString()).isEqualTo(id);
		awaitState(id, "DELIVERED");
		assertThat(this.jdbc.sql("""
				select details ->> 'by' from audit_events
				where type = 'logout.notice-retried' and client_id = :client and details ->> 'notice' = :notice""")
			.param("client", this.app.clientId())
			.param("notice", id)
			.query(String.class)
			.single()).isEqualTo(this.administrator.id().toString());
	}

	@Test
	void retryWhenStillDownThenTriedForDaysMoreBeforeItIsParkedAgain() {
		String id = parked();
		post(this.admin, retry(id), this.admin.csrf());
		awaitAttempts(id, 2);
		LogoutJobs.sweep(this.beans);
		assertThat(state(id)).isEqualTo("WAITING");
		this.clock.advance(Duration.ofHours(73));
		LogoutJobs.sweep(this.beans);
		assertThat(state(id)).isEqualTo("PARKED");
	}

	@Test
	void readOrRetryWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		String id = parked();
		Browser stranger = this.actors.browser();
		Browser user = this.actors.signedIn(this.actors.person("USER"));
		for (Browser browser : List.of(stranger, user)) {
			assertThat(browser.getJson(PATH).status()).isEqualTo(404);
			assertThat(browser.getJson(PATH + "/" + id).status()).isEqualTo(404);
		}
		assertThat(post(stranger, retry(id), "").status()).isEqualTo(404);
		assertThat(post(user, retry(id), user.csrf()).status()).isEqualTo(404);
		assertThat(post(this.admin, retry(id), "").status()).as("without the CSRF token").isEqualTo(403);
		assertThat(state(id)).isEqualTo("PARKED");
	}

	@Test
	void readOrRetryWhenUnknownThen404() {
		String unknown = UUID.randomUUID().toString();
		assertThat(this.admin.getJson(PATH + "/" + unknown).status()).isEqualTo(404);
		assertThat(post(this.admin, retry(unknown), this.admin.csrf()).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=501", "?limit=x", "?state=LOST", "?before=x", "?client_id=%00", "/x" })
	void readWhenQueryIsBadThen400(String query) {
		assertThat(this.admin.getJson(PATH + query).status()).isEqualTo(400);
	}

	/** Signs the person in and out, and tells the notice to the app. */
	private String signOut() {
		Browser browser = this.actors.signedIn(this.person);
		this.app.redeem(this.app.code(browser));
		browser.post("/signout", Map.of("_csrf", browser.csrf()));
		return this.jdbc.sql("""
				select n.id from logout_notices n where n.account_id = :account order by n.created_at desc limit 1""")
			.param("account", this.person.id().value())
			.query(String.class)
			.single();
	}

	private String parked() {
		this.receiver.answering(503);
		String id = signOut();
		awaitAttempts(id, 1);
		// Were the clock put forward, the next attempt would be due as well
		this.jdbc.sql("""
				update logout_notices set created_at = created_at - interval '73 hours'
				where client_id = (select client_id from logout_notices where id = :id::uuid)""")
			.param("id", id)
			.update();
		LogoutJobs.sweep(this.beans);
		assertThat(state(id)).isEqualTo("PARKED");
		return id;
	}

	private static String retry(String id) {
		return PATH + "/" + id + "/retry";
	}

	private void awaitState(String id, String state) {
		Eventually.holds(() -> state(id).equals(state));
	}

	/**
	 * Until the answer to the last of them is noted: then it is known when the next is
	 * due.
	 */
	private void awaitAttempts(String id, int attempts) {
		Eventually.holds(() -> this.jdbc.sql(
				"select attempts = :attempts and next_attempt_at > last_attempt_at from logout_notices where id = :id::uuid")
			.param("attempts", attempts)
			.param("id", id)
			.query(Boolean.class)
			.single());
	}

	private String state(String id) {
		return this.jdbc.sql("select state from logout_notices where id = :id::uuid")
			.param("id", id)
			.query(String.class)
			.single();
	}

	private List<String> ids(String address) {
		Page page = this.admin.getJson(address);
		assertThat(page.status()).isEqualTo(200);
		return page.json().path("logout_notices").valueStream().map((notice) -> notice.path("id").asString()).toList();
	}

	private static Page post(Browser browser, String address, String token) {
		return browser.postOnly(address, Map.of("_csrf", token), Map.of("Accept", "application/json"));
	}

}
