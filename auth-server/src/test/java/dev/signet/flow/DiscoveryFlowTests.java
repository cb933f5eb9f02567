package dev.signet.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.signet.SignetTest;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.Test;
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
		Actors actors = new Actors(this.beans);
		RelyingParty app = actors.app();
		Browser browser = actors.consented(actors.person("USER"), app);
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
		Actors actors = new Actors(this.beans);
		RelyingParty app = actors.app();
		Browser browser = actors.consented(actors.person("USER"), app);
		RelyingParty.Answer before = app.redeem(app.code(browser));
		String leaked = this.keys.activeKeyId("RS256");
		assertThat(this.keys.withdraw(leaked)).isTrue();
		assertThat(get("/oauth2/jwks")).doesNotContain(leaked);
		assertThat(app.userInfo(before.accessToken()).status()).isEqualTo(401);
		assertThat(app.call("/oauth2/introspect", Map.of("token", before.accessToken())).response().body())
			.isEqualTo("{\"active\":false}");
		RelyingParty.Answer after = app.refresh(before.refreshToken());
		assertThat(app.userInfo(after.accessToken()).status()).isEqualTo(200);
	}

	private void assertGolden(String address, String file) throws IOException {
		String golden = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8)
			.replace("{issuer}", new Actors(this.beans).server().toString());
		JsonNode actual = JSON.readTree(get(address));
		// Other tests register scopes of their own
		((ObjectNode) actual).remove("scopes_supported");
		assertThat(actual).isEqualTo(JSON.readTree(golden));
	}

	private String get(String address) {
		return new Actors(this.beans).browser().fetch("GET", address, Map.of()).response().body();
	}

}
