package dev.signet.flow;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jwt.SignedJWT;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may ask about a token, and in which form the answer comes (RFC 7662, RFC 9701).
 */
@SignetTest
class IntrospectionFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private KeyRing keys;

	@Autowired
	private MutableClock clock;

	private final String api = "https://api.test/" + UUID.randomUUID();

	private final String scope = "read-" + UUID.randomUUID();

	private RelyingParty apiClient;

	private String token;

	@BeforeEach
	void setUp() {
		TestClients.resource(this.beans, this.api, this.scope);
		this.apiClient = this.actors.app(TestClients.service());
		TestClients.actingAs(this.beans, this.api, this.apiClient.clientId());
		RelyingParty service = this.actors.app(TestClients.service().scopes(this.scope));
		this.token = service.token(Map.of("grant_type", "client_credentials", "scope", this.scope)).accessToken();
	}

	@Test
	void introspectWhenCallerIsTheApiThenTold() {
		Map<String, Object> answer = introspect(this.apiClient, this.token);
		assertThat(answer).containsEntry("active", true).containsEntry("scope", this.scope);
		assertThat(answer.get("aud")).isIn(this.api, List.of(this.api));
	}

	@Test
	void introspectWhenCallerIsAnotherApiThenNothingIsTold() {
		String other = "https://api.test/" + UUID.randomUUID();
		TestClients.resource(this.beans, other, "other-" + UUID.randomUUID());
		RelyingParty otherApi = this.actors.app(TestClients.service());
		TestClients.actingAs(this.beans, other, otherApi.clientId());
		assertThat(introspect(otherApi, this.token)).isEqualTo(Map.of("active", false));
		assertThat(introspect(this.actors.app(), this.token)).isEqualTo(Map.of("active", false));
	}

	@Test
	void introspectWhenCallerIsTheApiThenRefreshTokensAreNotItsBusiness() {
		RelyingParty app = this.actors.app();
		String refreshToken = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app)))
			.refreshToken();
		assertThat(introspect(app, refreshToken)).containsEntry("active", true);
		assertThat(introspect(this.apiClient, refreshToken)).isEqualTo(Map.of("active", false));
	}

	@Test
	void introspectWhenProfileWasNotAllowedThenNoUsername() {
		Account person = this.actors.person("USER");
		RelyingParty app = this.actors.app(TestClients.confidential().pairwise().firstParty());
		Browser browser = this.actors.signedIn(person);
		assertThat(introspect(app, token(app, browser, "openid profile"))).containsEntry("username", person.username());
		assertThat(introspect(app, token(app, browser, "openid email"))).containsEntry("active", true)
			.doesNotContainKey("username")
			.doesNotContainValue(person.username());
	}

	@Test
	void introspectWhenSessionIsOverThenARefreshTokenIsNoLongerActive() {
		RelyingParty app = this.actors.app();
		String refreshToken = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app)))
			.refreshToken();
		assertThat(introspect(app, refreshToken)).containsEntry("active", true);
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(introspect(app, refreshToken)).isEqualTo(Map.of("active", false));
	}

	@Test
	void introspectWhenARefreshTokenWasUsedThenActiveAsLongAsItsAnswerCanBeHadAgain() {
		RelyingParty app = this.actors.app();
		String used = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app))).refreshToken();
		String successor = app.refresh(used).refreshToken();
		assertThat(introspect(app, used)).containsEntry("active", true);
		assertThat(introspect(app, successor)).containsEntry("active", true);
		this.clock.advance(Duration.ofSeconds(11));
		assertThat(introspect(app, used)).isEqualTo(Map.of("active", false));
		assertThat(introspect(app, successor)).containsEntry("active", true);
	}

	@Test
	void introspectWhenTheSuccessorOfARefreshTokenWasUsedThenItIsNoLongerActive() {
		RelyingParty app = this.actors.app();
		String used = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app))).refreshToken();
		app.refresh(app.refresh(used).refreshToken());
		assertThat(introspect(app, used)).isEqualTo(Map.of("active", false));
	}

	@Test
	void introspectWhenTheClientMayNoLongerRefreshThenItsRefreshTokensAreNotActive() {
		RelyingParty app = this.actors.app();
		String refreshToken = app.redeem(app.code(this.actors.consented(this.actors.person("USER"), app)))
			.refreshToken();
		TestClients.confidential().grantTypes("authorization_code").change(this.beans, app.clientId());
		assertThat(app.refresh(refreshToken).error()).isEqualTo("unauthorized_client");
		assertThat(introspect(app, refreshToken)).isEqualTo(Map.of("active", false));
	}

	@Test
	void introspectWhenASignedAnswerIsAcceptedThenSigned() throws Exception {
		SignedJWT answer = signed(this.apiClient, this.token);
		assertThat(answer.getHeader().getType().getType()).isEqualTo("token-introspection+jwt");
		assertThat(this.keys.publicKeys().getKeyByKeyId(answer.getHeader().getKeyID())).isNotNull();
		Map<String, Object> claims = answer.getJWTClaimsSet().toJSONObject();
		assertThat(claims).containsEntry("iss", this.actors.server().toString())
			.containsEntry("aud", this.apiClient.clientId())
			.containsKey("iat")
			.doesNotContainKeys("sub", "exp");
		assertThat(answer.getJWTClaimsSet().getJSONObjectClaim("token_introspection")).containsEntry("active", true)
			.containsEntry("scope", this.scope)
			.containsKeys("exp", "iat", "client_id");
	}

	@Test
	void introspectWhenNothingIsToldThenTheSignedAnswerSaysSo() throws Exception {
		assertThat(signed(this.actors.app(), this.token).getJWTClaimsSet().getJSONObjectClaim("token_introspection"))
			.isEqualTo(Map.of("active", false));
	}

	@Test
	void introspectWhenAnswerIsUsedAsATokenThenItIsNone() throws Exception {
		String answer = signed(this.apiClient, this.token).serialize();
		assertThat(introspect(this.apiClient, answer)).isEqualTo(Map.of("active", false));
		assertThat(this.apiClient.userInfo(answer).status()).isEqualTo(401);
	}

	private static String token(RelyingParty app, Browser browser, String scope) {
		return app.redeem(app.authorize(browser, app.request(Map.of("scope", scope))).answer().get("code"))
			.accessToken();
	}

	private SignedJWT signed(RelyingParty caller, String token) throws Exception {
		HttpRequest request = caller.form("/oauth2/introspect")
			.header("Authorization", RelyingParty.basic(caller.clientId(), TestClients.SECRET))
			.header("Accept", "application/token-introspection+jwt")
			.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(Map.of("token", token))))
			.build();
		RelyingParty.Answer answer = RelyingParty.send(request);
		assertThat(answer.response().headers().firstValue("Content-Type"))
			.contains("application/token-introspection+jwt");
		return SignedJWT.parse(answer.response().body());
	}

	private static Map<String, Object> introspect(RelyingParty caller, String token) {
		RelyingParty.Answer answer = caller.call("/oauth2/introspect", Map.of("token", token));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(Set.of(true, false)).contains((Boolean) answer.json().get("active"));
		return answer.json();
	}

}
