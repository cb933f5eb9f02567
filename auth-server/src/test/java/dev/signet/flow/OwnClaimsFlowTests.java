package dev.signet.flow;

import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import dev.signet.SignetTest;
import dev.signet.client.ClientClaim;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client gets besides the standard: claims under its own names, and signed
 * userinfo (OpenID Connect Core 1.0 §5.3.2).
 */
@SignetTest
class OwnClaimsFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private KeyRing keys;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.browser = this.actors.signedIn(this.actors.person("USER", "EDITOR"));
	}

	@Test
	void claimsWhenScopesAreGrantedThenInEveryPlaceUnderTheirNames() {
		RelyingParty app = app();
		RelyingParty.Answer tokens = tokens(app, "openid email roles");
		for (Map<String, Object> claims : List.of(RelyingParty.claims(tokens.idToken()),
				RelyingParty.claims(tokens.accessToken()), app.userInfo(tokens.accessToken()).json())) {
			assertThat(claims).containsEntry("https://app.test/roles", List.of("EDITOR", "USER"))
				.containsEntry("role_text", "EDITOR USER")
				.containsKey("mail");
		}
		assertThat(RelyingParty.claims(app.refresh(tokens.refreshToken()).idToken())).containsEntry("role_text",
				"EDITOR USER");
	}

	@Test
	void claimsWhenTheirScopeIsNotGrantedThenLeftOut() {
		RelyingParty app = app();
		RelyingParty.Answer tokens = tokens(app, "openid email");
		for (Map<String, Object> claims : List.of(RelyingParty.claims(tokens.idToken()),
				RelyingParty.claims(tokens.accessToken()), app.userInfo(tokens.accessToken()).json())) {
			assertThat(claims).doesNotContainKeys("https://app.test/roles", "role_text").containsKey("mail");
		}
	}

	@Test
	void userInfoWhenClientWantsItSignedThenSignedForIt() throws Exception {
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty().signedUserInfo("RS256"));
		RelyingParty.Answer tokens = tokens(app, "openid email");
		RelyingParty.Answer answer = app.userInfo(tokens.accessToken());
		assertThat(answer.response().headers().firstValue("Content-Type").orElse("")).startsWith("application/jwt");
		SignedJWT jwt = SignedJWT.parse(answer.response().body());
		assertThat(this.keys.publicKeys().getKeyByKeyId(jwt.getHeader().getKeyID())).isNotNull();
		assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
		assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(RelyingParty.claims(tokens.idToken()).get("sub"));
		assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(this.actors.server().toString());
		assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(app.clientId());
		assertThat(jwt.getJWTClaimsSet().getStringClaim("email")).isNotNull();
	}

	@Test
	void userInfoWhenSignedThenTheAnswerIsNoHint() {
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty().signedUserInfo("RS256"));
		String answer = app.userInfo(tokens(app, "openid").accessToken()).response().body();
		assertThat(app.authorize(this.browser, app.request(Map.of("id_token_hint", answer))).answer())
			.containsEntry("error", "invalid_request");
	}

	private RelyingParty app() {
		return this.actors.app(TestClients.confidential()
			.firstParty()
			.claim("roles", "https://app.test/roles", ClientClaim.Format.JSON)
			.claim("roles", "role_text", ClientClaim.Format.TEXT)
			.claim("email", "mail", ClientClaim.Format.JSON)
			.claim("phone_number", "phone", ClientClaim.Format.JSON));
	}

	private RelyingParty.Answer tokens(RelyingParty app, String scope) {
		String code = app.authorize(this.browser, app.request(Map.of("scope", scope))).answer().get("code");
		return app.redeem(code);
	}

}
