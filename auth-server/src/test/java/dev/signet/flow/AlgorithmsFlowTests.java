package dev.signet.flow;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import com.nimbusds.jose.JWSObject;
import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each client gets its tokens signed as it wants them (OpenID Connect Dynamic Client
 * Registration 1.0 §2, {@code id_token_signed_response_alg}).
 */
@SignetTest
class AlgorithmsFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private KeyRing keys;

	@ParameterizedTest
	@CsvSource({ "RS256, SHA-256", "PS256, SHA-256", "ES256, SHA-256", "EdDSA, SHA-512" })
	void tokensThenSignedWithTheAlgorithmOfTheClient(String algorithm, String hash) throws Exception {
		RelyingParty app = actors
			.app(TestClients.confidential().firstParty().signedWith(algorithm).signedUserInfo(algorithm));
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		RelyingParty.Answer tokens = app.redeem(app.code(browser));
		assertSigned(tokens.idToken(), algorithm);
		assertSigned(tokens.accessToken(), algorithm);
		RelyingParty.Answer refreshed = app.refresh(tokens.refreshToken());
		assertSigned(refreshed.idToken(), algorithm);
		byte[] digest = MessageDigest.getInstance(hash).digest(tokens.accessToken().getBytes());
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("at_hash",
				Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2)));
		RelyingParty.Answer userInfo = app.userInfo(refreshed.accessToken());
		assertThat(userInfo.status()).isEqualTo(200);
		assertSigned(userInfo.response().body(), algorithm);
		assertThat(app.call("/oauth2/introspect", Map.of("token", tokens.accessToken())).json()).containsEntry("active",
				true);
		assertThat(app.authorize(browser, app.request(Map.of("prompt", "none", "id_token_hint", tokens.idToken())))
			.answer()).containsKey("code");
	}

	private void assertSigned(String jwt, String algorithm) throws Exception {
		JWSObject parsed = JWSObject.parse(jwt);
		assertThat(parsed.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
		assertThat(this.keys.verifies(parsed)).isTrue();
	}

}
