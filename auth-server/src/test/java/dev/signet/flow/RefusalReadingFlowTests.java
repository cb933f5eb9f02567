package dev.signet.flow;

import java.util.List;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.refusal.RefusedRequests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators read refused requests, and that nobody else does.
 */
@SignetTest
class RefusalReadingFlowTests {

	private static final String PATH = "/admin/api/refusals";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private RelyingParty app;

	private Browser admin;

	private String reference;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app();
		this.admin = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		this.reference = refused();
	}

	@Test
	void readWhenAdministratorThenAllThatHelps() {
		Page page = this.admin.getJson(PATH + "/" + this.reference);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).hasValue("application/json");
		assertThat(page.header("Cache-Control")).hasValue("no-store");
		JsonNode refusal = page.json();
		assertThat(refusal.path("reference").asString()).isEqualTo(this.reference);
		assertThat(refusal.path("refusal").asString()).isEqualTo("GRANT_TYPE_NOT_REGISTERED");
		assertThat(refusal.path("error").asString()).isEqualTo("unauthorized_client");
		assertThat(refusal.path("endpoint").asString()).isEqualTo("/oauth2/token");
		assertThat(refusal.path("client_id").asString()).isEqualTo(this.app.clientId());
		assertThat(refusal.path("came").asString()).isEqualTo("client_credentials");
		assertThat(refusal.path("expected").asString()).isEqualTo("authorization_code refresh_token");
		assertThat(refusal.path("rule").asString()).isEqualTo("This client is not registered for this grant");
		assertThat(refusal.path("standard").asString()).isEqualTo("RFC 6749 §5.2");
		assertThat(refusal.path("fix").asString()).isEqualTo("add the grant type to the client");
		assertThat(refusal.path("at").asString()).matches("20\\d\\d-.+Z");
	}

	@Test
	void listWhenClientGivenThenItsNewestFirst() {
		String newer = refused();
		assertThat(references(PATH + "?client_id=" + this.app.clientId())).containsExactly(newer, this.reference);
		assertThat(references(PATH + "?limit=1&client_id=" + this.app.clientId())).containsExactly(newer);
		assertThat(references(PATH + "?client_id=" + this.app.clientId() + "&before=" + newer))
			.containsExactly(this.reference);
		assertThat(references(PATH + "?limit=1&before=" + newer)).containsExactly(this.reference);
	}

	@Test
	void readWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		Browser stranger = this.actors.browser();
		Browser person = this.actors.signedIn(this.actors.person("USER"));
		for (Browser browser : List.of(stranger, person)) {
			String nothing = words(browser.getJson("/no/such/page"));
			for (String address : List.of(PATH, PATH + "/" + this.reference, PATH + "?limit=0", "/admin/api")) {
				Page page = browser.getJson(address);
				assertThat(page.status()).as(address).isEqualTo(404);
				assertThat(words(page)).as(address).isEqualTo(nothing);
			}
		}
		assertThat(person.getJson("/admin").status()).as("the console").isEqualTo(404);
		assertThat(this.admin.getJson(PATH + "/aaaaa-aaaaa").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=-1", "limit=501", "limit=x", "limit=99999999999" })
	void listWhenPagingIsBadThen400(String query) {
		assertThat(this.admin.getJson(PATH + "?" + query).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_id=%25", "client_id=_", "client_id='", "client_id=%00", "before=%00", "before='",
			"client_id=%C3%A4" })
	void listWhenSearchIsOddThenNothingFound(String query) {
		assertThat(references(PATH + "?" + query)).isEmpty();
	}

	@Test
	void listWhenSearchIsLongThenNothingFound() {
		assertThat(this.admin.getJson(PATH + "?client_id=" + "a".repeat(10_000)).status()).isIn(200, 400, 414, 431);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void writeThenRefused(String method) {
		assertThat(this.admin.fetch(method, PATH, Map.of("Content-Type", "text/plain", "Origin", "https://evil.test"))
			.status()).isIn(403, 405);
	}

	private String refused() {
		String id = this.app.token(Map.of("grant_type", "client_credentials"))
			.response()
			.headers()
			.firstValue("X-Request-Id")
			.orElseThrow();
		this.beans.getBean(RefusedRequests.class).flush();
		return id;
	}

	private List<String> references(String address) {
		Page page = this.admin.getJson(address);
		assertThat(page.status()).isEqualTo(200);
		return page.json()
			.path("refusals")
			.valueStream()
			.map((refusal) -> refusal.path("reference").asString())
			.toList();
	}

	private static String words(Page page) {
		return page.response().body().replace(page.header("X-Request-Id").orElseThrow(), "");
	}

}
