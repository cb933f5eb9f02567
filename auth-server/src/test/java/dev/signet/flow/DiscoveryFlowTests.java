package dev.signet.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents others rely on (OpenID Connect Discovery 1.0 §3, RFC 8414 §2, RFC 7517
 * §5). A change to a golden file is a change that every client sees.
 */
@SignetTest
class DiscoveryFlowTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private KeyRing keys;

	@Test
	void openIdConfigurationThenAsInTheGoldenFile() throws IOException {
		assertGolden("/.well-known/openid-configuration", "golden/openid-configuration.json");
	}

	@Test
	void authorizationServerMetadataThenAsInTheGoldenFile() throws IOException {
		assertGolden("/.well-known/oauth-authorization-server", "golden/oauth-authorization-server.json");
	}

	@Test
	void keySetThenTwoPublicKeysAtLeastOfEachAlgorithmAndNoPrivatePart() {
		JsonNode keySet = JSON.readTree(get("/oauth2/jwks"));
		Map<String, Integer> counts = new TreeMap<>();
		keySet.get("keys").forEach((key) -> {
			counts.merge(key.get("alg").asString(), 1, Integer::sum);
			assertThat(key.get("use").asString()).isEqualTo("sig");
			assertThat(key.propertyNames()).contains("kty", "kid").doesNotContain("d", "p", "q", "dp", "dq", "qi");
		});
		assertThat(counts).containsOnlyKeys("RS256", "PS256", "ES256", "EdDSA");
		assertThat(counts.values()).allMatch((count) -> count >= 2);
	}

	@Test
	void rotateThenOldTokensStayGoodAndTheNextKeyWasKnownBefore() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.actors.person("USER"), app);
		RelyingParty.Answer before = app.redeem(app.code(browser));
		String published = get("/oauth2/jwks");
		this.keys.rotate();
		RelyingParty.Answer after = app.redeem(app.code(browser));
		Object newKey = RelyingParty.header(after.accessToken()).get("kid");
		assertThat(newKey).isNotEqualTo(RelyingParty.header(before.accessToken()).get("kid"));
		assertThat(published).contains((String) newKey);
		assertThat(app.userInfo(before.accessToken()).status()).isEqualTo(200);
		assertThat(app.userInfo(after.accessToken()).status()).isEqualTo(200);
	}

	@Test
	void withdrawThenItsTokensAreRefusedEverywhereAtOnceAndNewOnesAreGood() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.actors.person("USER"), app);
		RelyingParty.Answer before = app.redeem(app.code(browser));
		assertThat(app.userInfo(before.accessToken()).status()).isEqualTo(200);
		String leaked = this.keys.activeKeyId("RS256");
		assertThat(this.keys.withdraw(leaked, null)).isTrue();
		assertThat(get("/oauth2/jwks")).doesNotContain(leaked);
		assertThat(app.userInfo(before.accessToken()).status()).isEqualTo(401);
		assertThat(app.call("/oauth2/introspect", Map.of("token", before.accessToken())).response().body())
			.isEqualTo("{\"active\":false}");
		RelyingParty.Answer after = app.refresh(before.refreshToken());
		assertThat(app.userInfo(after.accessToken()).status()).isEqualTo(200);
	}

	@Test
	void rotateThenTheNextRequestForTheKeySetSeesIt() {
		String before = get("/oauth2/jwks");
		assertThat(get("/oauth2/jwks")).isEqualTo(before);
		this.keys.rotate();
		JsonNode keySet = JSON.readTree(get("/oauth2/jwks"));
		assertThat(keySet.get("keys").size()).isEqualTo(this.keys.publicKeys().size());
		this.keys.publicKeys()
			.getKeys()
			.forEach((key) -> assertThat(keySet.toString()).contains('"' + key.getKeyID() + '"'));
		assertThat(keySet.toString()).doesNotContain("\"d\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server" })
	void registerScopeThenTheNextRequestSeesIt(String address) {
		String scope = "discovery.read" + System.nanoTime();
		assertThat(get(address)).doesNotContain(scope);
		TestClients.resource(this.beans, "https://api.test/" + scope, scope);
		assertThat(JSON.readTree(get(address)).get("scopes_supported").toString()).contains('"' + scope + '"');
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/jwks", "/.well-known/openid-configuration",
			"/.well-known/oauth-authorization-server" })
	void openWhenNothingChangedThenNotModified(String address) {
		Browser anybody = this.actors.browser();
		Page first = anybody.fetch("GET", address, Map.of());
		String entityTag = first.header("ETag").orElseThrow();
		assertThat(first.header("Content-Type")).hasValue("application/json;charset=UTF-8");
		Page again = anybody.fetch("GET", address, Map.of("If-None-Match", entityTag));
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.response().body()).isEmpty();
		assertThat(again.header("ETag")).hasValue(entityTag);
		assertThat(again.header("Cache-Control")).hasValue("public, max-age=300");
		Page other = anybody.fetch("GET", address, Map.of("If-None-Match", "\"another\""));
		assertThat(other.status()).isEqualTo(200);
		assertThat(other.response().body()).isEqualTo(first.response().body());
	}

	/** RFC 9110 §9.1: monitors ask like this. Fresh, and as it was kept. */
	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/jwks", "/.well-known/openid-configuration",
			"/.well-known/oauth-authorization-server" })
	void openByHeadThenTheHeadersOfTheDocument(String address) {
		this.keys.rotate();
		Browser anybody = this.actors.browser();
		Page head = anybody.fetch("HEAD", address, Map.of());
		Page document = anybody.fetch("GET", address, Map.of());
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.response().body()).isEmpty();
		for (String name : new String[] { "ETag", "Content-Type", "Content-Length", "Cache-Control" }) {
			assertThat(head.header(name)).as(name).isPresent().isEqualTo(document.header(name));
		}
		assertThat(document.response().body()).startsWith("{");
		assertThat(anybody.fetch("HEAD", address, Map.of()).header("ETag")).isEqualTo(head.header("ETag"));
	}

	private void assertGolden(String address, String file) throws IOException {
		String golden = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8)
			.replace("{issuer}", this.actors.server().toString());
		JsonNode actual = JSON.readTree(get(address));
		// Other tests register scopes of their own
		((ObjectNode) actual).remove("scopes_supported");
		// Off by default, which the golden files show
		assertThat(((ObjectNode) actual).remove("registration_endpoint").asString()).endsWith("/connect/register");
		assertThat(actual).isEqualTo(JSON.readTree(golden));
	}

	private String get(String address) {
		return this.actors.browser().fetch("GET", address, Map.of()).response().body();
	}

}
