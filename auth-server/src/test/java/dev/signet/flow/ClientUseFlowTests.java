package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.client.ClientJobs;
import dev.signet.client.TestClients;
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
 * How administrators read whether an app is in use, by which of its secrets, and how
 * often it got tokens.
 */
@SignetTest
class ClientUseFlowTests {

	private static final String PATH = "/admin/api/client-use?client_id=";

	private static final String NEWER = "newer-secret-0123456789abcdef0123456789";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.admin = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
	}

	@Test
	void readWhenOneOfTwoSecretsIsSentThenThatOneIsUsed() {
		RelyingParty app = this.actors
			.app(TestClients.confidential().secret(NEWER, this.clock.instant().plus(Duration.ofDays(30))));
		RelyingParty wrong = new RelyingParty(this.actors.server(), app.clientId(), "wrong-" + NEWER, "", "");
		assertThat(wrong.call("/oauth2/introspect", Map.of("token", "x")).status()).isEqualTo(401);
		RelyingParty newer = new RelyingParty(this.actors.server(), app.clientId(), NEWER, "", "");
		assertThat(newer.call("/oauth2/introspect", Map.of("token", "x")).status()).isEqualTo(200);
		JsonNode use = use(app);
		assertThat(use.path("client_id").asString()).isEqualTo(app.clientId());
		assertThat(use.path("last_used_at").asString()).matches("20\\d\\d-.+Z");
		assertThat(use.path("secrets").size()).isEqualTo(2);
		for (JsonNode secret : use.path("secrets")) {
			assertThat(secret.has("last_used_at")).isEqualTo(secret.has("expires_at"));
		}
		assertThat(use.path("issued").isEmpty()).isTrue();
		assertThat(use.toString()).doesNotContain("secret-");
	}

	@Test
	void readThenTellsHowOftenTokensWereIssuedByGrantType() {
		RelyingParty app = this.actors.app();
		RelyingParty.Answer tokens = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app)));
		String next = app.refresh(tokens.refreshToken()).refreshToken();
		assertThat(app.refresh(next).status()).isEqualTo(200);
		assertThat(app.refresh("garbage").status()).isEqualTo(400);
		assertThat(use(app).path("issued")
			.valueStream()
			.map((issued) -> issued.path("grant_type").asString() + " " + issued.path("count").asInt()))
			.containsExactly("authorization_code 1", "refresh_token 2");
		RelyingParty service = this.actors.app(TestClients.service());
		assertThat(service.token(Map.of("grant_type", "client_credentials")).status()).isEqualTo(200);
		JsonNode issued = use(service).path("issued").path(0);
		assertThat(issued.path("grant_type").asString()).isEqualTo("client_credentials");
		assertThat(issued.path("count").asInt()).isOne();
		assertThat(issued.path("day").asString()).matches("20\\d\\d-\\d\\d-\\d\\d");
	}

	/** Else an app that is dead for a year looks alive. */
	@Test
	void readWhenPeopleOnlyLookedAtAnAppThenThatIsNoUseOfIt() {
		RelyingParty app = this.actors.app();
		Browser owner = this.actors.consented(this.actors.person("USER"), app);
		app.redeem(app.code(owner));
		ClientJobs.flushUses(this.beans);
		this.jdbc.sql("update client_uses set last_used_at = last_used_at - interval '1 year'").update();
		String before = use(app).path("last_used_at").asString();
		for (String page : List.of("/account/apps", "/account/sessions", "/account/activity")) {
			this.actors.app(); // so what was read is forgotten
			assertThat(owner.open(page).address().getPath()).isEqualTo(page);
			assertThat(use(app).path("last_used_at").asString()).as(page).isEqualTo(before);
		}
		app.authorize(owner, app.request());
		assertThat(use(app).path("last_used_at").asString()).isNotEqualTo(before);
	}

	@Test
	void readWhenUnknownOrAnybodyElseThen404() {
		String path = PATH + this.actors.app().clientId();
		assertThat(this.admin.getJson(path).status()).isEqualTo(200);
		assertThat(this.admin.getJson(PATH + "nobody").status()).isEqualTo(404);
		assertThat(this.actors.browser().getJson(path).status()).isEqualTo(404);
		assertThat(this.actors.signedIn(this.actors.person("USER")).getJson(path).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%00", "a&days=0", "a&days=401", "a&days=x" })
	void readWhenQueryIsBadThen400(String query) {
		assertThat(this.admin.getJson(PATH + query).status()).isEqualTo(400);
	}

	private JsonNode use(RelyingParty app) {
		ClientJobs.flushUses(this.beans);
		Page page = this.admin.getJson(PATH + app.clientId());
		assertThat(page.status()).isEqualTo(200);
		return page.json();
	}

}
