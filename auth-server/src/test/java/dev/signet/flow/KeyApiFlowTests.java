package dev.signet.flow;

import java.util.List;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators see the signing keys, rotate them out of turn and withdraw one, and
 * that nobody else does.
 */
@SignetTest
class KeyApiFlowTests {

	private static final String PATH = "/admin/api/keys";

	@Autowired
	private Actors actors;

	@Autowired
	private KeyRing ring;

	@Autowired
	private JdbcClient jdbc;

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@Test
	void readThenIdsStatesAndTimesAndNothingOfTheKeys() {
		Page page = this.admin.getJson(PATH);
		assertThat(page.status()).isEqualTo(200);
		JsonNode active = key(page, this.ring.activeKeyId("ES256"));
		assertThat(active.propertyNames()).containsExactlyInAnyOrder("kid", "alg", "state", "since");
		assertThat(active.path("alg").asString()).isEqualTo("ES256");
		assertThat(active.path("state").asString()).isEqualTo("ACTIVE");
		assertThat(active.path("since").asString()).matches("20\\d\\d-.+Z");
		assertThat(page.response().body()).doesNotContain("\"d\"", "\"x\"", "\"n\"", "jwk");
	}

	@Test
	void rotateThenTheNextKeysSignAndItIsAuditedWhoAsked() {
		String before = this.ring.activeKeyId("ES256");
		String rs256 = this.ring.activeKeyId("RS256");
		Page page = post(this.admin, PATH + "/rotate", this.admin.csrf());
		assertThat(page.status()).isEqualTo(200);
		assertThat(key(page, before).path("state").asString()).isEqualTo("RETIRING");
		String after = this.ring.activeKeyId("ES256");
		assertThat(after).isNotEqualTo(before);
		assertThat(key(page, after).path("state").asString()).isEqualTo("ACTIVE");
		assertThat(this.ring.activeKeyId("RS256")).isNotEqualTo(rs256);
		assertThat(by("key.rotated", after)).isEqualTo(this.administrator.id().toString());
	}

	@Test
	void withdrawThenWhatItSignedIsWorthNothingAndItIsAuditedWhoAsked() {
		RelyingParty app = this.actors.app(TestClients.confidential().signedWith("ES256"));
		String accessToken = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app))).accessToken();
		assertThat(app.userInfo(accessToken).status()).isEqualTo(200);
		String leaked = (String) RelyingParty.header(accessToken).get("kid");
		Page page = post(this.admin, withdraw(leaked), this.admin.csrf());
		assertThat(page.status()).isEqualTo(200);
		assertThat(key(page, leaked).path("state").asString()).isEqualTo("WITHDRAWN");
		assertThat(app.userInfo(accessToken).status()).isEqualTo(401);
		assertThat(this.ring.publishes(leaked)).isFalse();
		String signs = this.ring.activeKeyId("ES256");
		assertThat(post(this.admin, withdraw(leaked), this.admin.csrf()).status()).as("again").isEqualTo(200);
		assertThat(this.ring.activeKeyId("ES256")).as("again").isEqualTo(signs);
		assertThat(by("key.withdrawn", leaked)).isEqualTo(this.administrator.id().toString());
		assertThat(by("key.rotated", signs)).isEqualTo(this.administrator.id().toString());
	}

	@Test
	void changeWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		String active = this.ring.activeKeyId("ES256");
		Browser stranger = this.actors.browser();
		Browser user = this.actors.signedIn(this.actors.person("USER"));
		for (String path : List.of(PATH + "/rotate", withdraw(active))) {
			assertThat(post(stranger, path, "").status()).isEqualTo(404);
			assertThat(post(user, path, user.csrf()).status()).isEqualTo(404);
			assertThat(post(this.admin, path, "").status()).as("without the CSRF token").isEqualTo(403);
		}
		assertThat(stranger.getJson(PATH).status()).isEqualTo(404);
		assertThat(user.getJson(PATH).status()).isEqualTo(404);
		assertThat(this.ring.activeKeyId("ES256")).isEqualTo(active);
	}

	@Test
	void withdrawWhenThereIsNoSuchKeyThen404() {
		assertThat(post(this.admin, withdraw("nobody"), this.admin.csrf()).status()).isEqualTo(404);
	}

	private String by(String type, String keyId) {
		return this.jdbc
			.sql("select details ->> 'by' from audit_events where type = :type and details ->> 'key' = :key")
			.param("type", type)
			.param("key", keyId)
			.query(String.class)
			.single();
	}

	private static String withdraw(String keyId) {
		return PATH + "/" + keyId + "/withdraw";
	}

	private static JsonNode key(Page page, String keyId) {
		return page.json()
			.path("keys")
			.valueStream()
			.filter((key) -> key.path("kid").asString().equals(keyId))
			.findFirst()
			.orElseThrow();
	}

	private static Page post(Browser browser, String address, String token) {
		return browser.postOnly(address, Map.of("_csrf", token), Map.of("Accept", "application/json"));
	}

}
