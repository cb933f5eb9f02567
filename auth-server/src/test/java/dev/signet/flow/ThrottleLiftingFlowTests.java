package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.credential.TestAuthenticator;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators see what is counted for somebody who must wait, and lift it, and
 * that nobody else does.
 */
@SignetTest
class ThrottleLiftingFlowTests {

	private static final String PATH = "/admin/api/throttles";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	private Account person;

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@Test
	void readThenWhatIsCountedUnderEachLimit() {
		hold();
		JsonNode view = this.admin.getJson(PATH + "/" + this.person.id()).json();
		assertThat(view.path("account_id").asString()).isEqualTo(this.person.id().toString());
		assertThat(throttle(view, "PASSWORD_FOR_NAME").path("counted").asInt()).isEqualTo(5);
		assertThat(throttle(view, "PASSWORD_FOR_NAME").path("most").asInt()).isEqualTo(5);
		assertThat(throttle(view, "PASSWORD_FOR_NAME").path("held").asBoolean()).isTrue();
		assertThat(throttle(view, "PASSWORD_FOR_NAME").path("until").asString()).matches("20\\d\\d-.+Z");
		assertThat(throttle(view, "PASSWORD_IN_A_ROW").path("counted").asInt()).isEqualTo(5);
		assertThat(throttle(view, "PASSWORD_IN_A_ROW").path("held").asBoolean()).isFalse();
		assertThat(search(this.admin, this.person.emailAddress()).response().body())
			.isEqualTo(this.admin.getJson(PATH + "/" + this.person.id()).response().body());
		JsonNode nothing = this.admin.getJson(PATH + "/" + this.administrator.id()).json();
		assertThat(nothing.path("throttles").size()).isZero();
	}

	@Test
	void liftThenTheOwnerGetsInAtEveryDoorAndItIsAudited() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		for (int i = 0; i < 2; i++) {
			Browser browser = this.actors.browser();
			Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
			for (int j = 0; j < 5; j++) {
				second = browser.submit(second, Map.of("code", phone.wrong()));
			}
		}
		hold();
		assertThat(lift(this.admin, this.person.id().toString(), this.admin.csrf()).status()).isEqualTo(204);
		Browser owner = this.actors.browser();
		Page second = this.actors.signIn(owner, owner.open("/signin"), this.person);
		assertThat(owner.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
		assertThat(this.jdbc.sql("""
				select details ->> 'by' from audit_events
				where type = 'signin.throttles-lifted' and account_id = :account""")
			.param("account", this.person.id().value())
			.query(String.class)
			.single()).isEqualTo(this.administrator.id().toString());
		String told = owner.open("/account/activity")
			.document()
			.selectFirst("ol li:contains(An administrator let you try again)")
			.text();
		assertThat(told).as("not where the administrator was").doesNotContain("127.0.0.1");
	}

	@Test
	void liftWhenOwnBrowserIsHeldThenItIsNot() {
		Browser own = this.actors.signedIn(this.person);
		own.restart();
		for (int i = 0; i < 15; i++) {
			own.submit(own.open("/signin"), Map.of("login", this.person.username(), "password", "wrong"));
		}
		assertThat(this.actors.signIn(own, own.open("/signin"), this.person).status()).isEqualTo(429);
		lift(this.admin, this.person.id().toString(), this.admin.csrf());
		assertThat(this.actors.signIn(own, own.open("/signin"), this.person).address().getPath()).isEqualTo("/account");
	}

	@Test
	void readOrLiftWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		hold();
		String id = this.person.id().toString();
		Browser stranger = this.actors.browser();
		Browser user = this.actors.signedIn(this.actors.person("USER"));
		for (Browser browser : List.of(stranger, user)) {
			assertThat(browser.getJson(PATH + "/" + id).status()).isEqualTo(404);
			assertThat(search(browser, this.person.username()).status()).isEqualTo(404);
			assertThat(browser.getJson(PATH + "/networks").status()).isEqualTo(404);
		}
		assertThat(lift(stranger, id, "").status()).isEqualTo(404);
		assertThat(lift(user, id, user.csrf()).status()).isEqualTo(404);
		assertThat(lift(this.admin, id, "").status()).as("without the CSRF token").isEqualTo(403);
		Browser owner = this.actors.browser();
		assertThat(this.actors.signIn(owner, owner.open("/signin"), this.person).status()).isEqualTo(429);
	}

	@Test
	void readOrLiftWhenUnknownThen404() {
		String unknown = UUID.randomUUID().toString();
		assertThat(this.admin.getJson(PATH + "/" + unknown).status()).isEqualTo(404);
		for (String login : List.of("nobody-at-all", "", "\\u0000")) {
			assertThat(search(this.admin, login).status()).isEqualTo(404);
		}
		assertThat(lift(this.admin, unknown, this.admin.csrf()).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "x" })
	void searchWhenBadThen400(String body) {
		assertThat(post("/search", body).status()).isEqualTo(400);
	}

	@Test
	void readWhenIdIsBadThen400() {
		assertThat(this.admin.getJson(PATH + "/x").status()).isEqualTo(400);
	}

	/** A name may be an address, and addresses of requests end up in logs. */
	@Test
	void readWhenANameIsInTheAddressThenThereIsNoSuchPage() {
		assertThat(this.admin.getJson(PATH + "?login=" + this.person.username()).status()).isEqualTo(404);
	}

	@Test
	void networkWhenHeldThenListedAndLiftedAtEveryDoor() {
		String network = "20010db8" + String.format("%08x", System.nanoTime() & 0xffffffffL) + "/64";
		Asks asks = this.beans.getBean(Asks.class);
		for (int i = 0; i < 30; i++) {
			asks.count(Asking.PASSKEY_FROM_NETWORK, network);
		}
		asks.count(Asking.MAIL_FROM_NETWORK, network);
		JsonNode held = network(network);
		assertThat(held.path("limit").asString()).isEqualTo("PASSKEY_FROM_NETWORK");
		assertThat(held.path("counted").asInt()).isEqualTo(30);
		assertThat(held.path("most").asInt()).isEqualTo(30);
		assertThat(held.path("until").asString()).matches("20\\d\\d-.+Z");
		assertThat(lift(network).status()).isEqualTo(204);
		assertThat(network(network).isMissingNode()).isTrue();
		assertThat(asks.before(List.of(Asker.of(Asking.MAIL_FROM_NETWORK, network)))).isEmpty();
		assertThat(lift(network).status()).as("nothing is counted").isEqualTo(404);
		assertThat(this.jdbc.sql("""
				select p.details ->> 'network' from audit_events e join audit_personal p on p.event_id = e.id
				where e.type = 'signin.network-throttles-lifted' and e.account_id = :account""")
			.param("account", this.administrator.id().value())
			.query(String.class)
			.list()).containsExactly(network);
	}

	@Test
	void networkWhenPasswordsAreHeldThenTheOwnersNextOneIsLookedAtAgain() {
		Asks asks = this.beans.getBean(Asks.class);
		Asker here = new Asker(Asking.PASSWORD_FROM_NETWORK, "127.0.0.1", 40);
		for (int i = 0; i < 40; i++) {
			asks.count(List.of(here));
		}
		Browser browser = this.actors.browser();
		assertThat(this.actors.signIn(browser, browser.open("/signin"), this.person).status()).isEqualTo(429);
		assertThat(network("127.0.0.1").path("most").asInt()).isEqualTo(40);
		assertThat(lift("127.0.0.1").status()).isEqualTo(204);
		assertThat(this.actors.signIn(browser, browser.open("/signin"), this.person).address().getPath())
			.isEqualTo("/account");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"network\": null}", "{\"network\": \"\"}", "{\"network\": \"a b\"}",
			"{\"network\": \"\\u0000\"}" })
	void liftNetworkWhenBadThen400(String body) {
		assertThat(post("/networks/lift", body).status()).isEqualTo(400);
	}

	private JsonNode network(String name) {
		return this.admin.getJson(PATH + "/networks")
			.json()
			.path("networks")
			.valueStream()
			.filter((network) -> network.path("network").asString().equals(name))
			.findFirst()
			.orElseGet(MissingNode::getInstance);
	}

	private Page lift(String network) {
		return post("/networks/lift", "{\"network\": \"" + network + "\"}");
	}

	private Page post(String path, String body) {
		return this.admin.postJson(PATH + path, body, Map.of("X-CSRF-TOKEN", this.admin.csrf()));
	}

	private static Page search(Browser browser, String login) {
		return browser.postJson(PATH + "/search", "{\"login\": \"" + login + "\"}",
				Map.of("X-CSRF-TOKEN", browser.csrf()));
	}

	private void hold() {
		for (int i = 0; i < 5; i++) {
			Browser stranger = this.actors.browser();
			stranger.submit(stranger.open("/signin"), Map.of("login", this.person.username(), "password", "wrong"));
		}
	}

	private static JsonNode throttle(JsonNode view, String limit) {
		return view.path("throttles")
			.valueStream()
			.filter((throttle) -> throttle.path("limit").asString().equals(limit))
			.findFirst()
			.orElseThrow();
	}

	private static Page lift(Browser browser, String id, String token) {
		return browser.fetch("DELETE", PATH + "/" + id, Map.of("X-CSRF-TOKEN", token, "Accept", "application/json"));
	}

}
