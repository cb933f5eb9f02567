package dev.signet.flow;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import dev.signet.key.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that prove themselves by a signature (RFC 7523 §2.2 and §3, OpenID Connect Core
 * 1.0 §9).
 */
@SignetTest
class PrivateKeyJwtFlowTests {

	private static final RSAKey RSA = rsaKey();

	private static final ECKey EC = ecKey();

	private static final EdDsaKey ED = new EdDsaKey();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	private String clientId;

	private String issuer;

	@BeforeEach
	void setUp() {
		this.issuer = this.actors.server().toString();
		this.clientId = TestClients.service()
			.privateKeyJwt(new JWKSet(List.of(RSA.toPublicJWK(), EC.toPublicJWK(), ED.toPublicJWK())).toString())
			.save(this.beans)
			.clientId();
	}

	@Test
	void authenticateWhenSignedByAKeyOfTheClientThenAccepted() {
		assertThat(token(assertion()).status()).isEqualTo(200);
		assertThat(token(sign(JWSAlgorithm.PS256, claims())).status()).isEqualTo(200);
		assertThat(token(sign(JWSAlgorithm.ES256, claims())).status()).isEqualTo(200);
		assertThat(token(sign(new JWSHeader(JWSAlgorithm.EdDSA), ED, claims())).status()).isEqualTo(200);
	}

	@Test
	void authenticateWhenEdDsaSignatureIsWrongThenRefused() {
		assertRefused(token(sign(new JWSHeader(JWSAlgorithm.EdDSA), new EdDsaKey(), claims())));
		String good = sign(new JWSHeader(JWSAlgorithm.EdDSA), ED, claims());
		assertRefused(token(good + "AAAA"));
		assertRefused(token(good.substring(0, good.lastIndexOf('.') + 1)));
		JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.EdDSA).criticalParams(Set.of("x"))
			.customParam("x", "y")
			.build();
		assertRefused(token(sign(critical, ED, claims())));
	}

	@Test
	void authenticateWhenAudienceIsIssuerOrEndpointThenAccepted() {
		for (String path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke")) {
			assertThat(token(assertion((claims) -> claims.audience(this.issuer + path))).status()).isEqualTo(200);
		}
		assertThat(token(assertion((claims) -> claims.audience(List.of("https://other.test", this.issuer)))).status())
			.isEqualTo(200);
	}

	@Test
	void authenticateWhenClientIdStandsBesideItThenItMustBeTheSame() {
		assertThat(token(assertion(), Map.of("client_id", this.clientId)).status()).isEqualTo(200);
		assertThat(token(assertion(), Map.of("client_id", "")).status()).as("left out").isEqualTo(200);
		assertRefused(token(assertion(), Map.of("client_id", "somebody-else")));
	}

	@Test
	void authenticateAtEveryEndpointForClientsThenAccepted() {
		String token = token(assertion()).accessToken();
		assertThat(post("/oauth2/introspect", fields(assertion(), Map.of("token", token))).json())
			.containsEntry("active", true);
		assertThat(post("/oauth2/revoke", fields(assertion(), Map.of("token", token))).status()).isEqualTo(200);
		assertThat(post("/oauth2/introspect", fields(assertion(), Map.of("token", token))).json())
			.isEqualTo(Map.of("active", false));
	}

	@Test
	void redeemWhenClientSignsThenItsCodeGivesTokens() {
		TestClients web = TestClients.confidential().privateKeyJwt(new JWKSet(EC.toPublicJWK()).toString());
		RelyingParty app = this.actors.app(web);
		this.clientId = app.clientId();
		String code = app.code(this.actors.consented(this.actors.person("USER"), app));
		RelyingParty.Answer answer = post("/oauth2/token",
				fields(sign(JWSAlgorithm.ES256, claims()), Map.of("grant_type", "authorization_code", "code", code,
						"redirect_uri", TestClients.REDIRECT_URI, "code_verifier", app.verifier())));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.idToken()).isNotNull();
	}

	@Test
	void authenticateWhenAClaimIsWrongThenRefused() {
		Instant now = this.clock.instant();
		assertRefused(token(assertion((claims) -> claims.issuer("somebody-else"))));
		assertRefused(token(assertion((claims) -> claims.subject("somebody-else"))));
		assertRefused(token(assertion((claims) -> claims.audience("https://other.test"))));
		assertRefused(token(assertion((claims) -> claims.audience((String) null))));
		assertRefused(token(assertion((claims) -> claims.audience(this.issuer + "/"))));
		assertRefused(token(assertion((claims) -> claims.expirationTime(null))));
		assertRefused(token(assertion((claims) -> claims.expirationTime(Date.from(now.minusSeconds(1))))));
		assertRefused(token(assertion((claims) -> claims.expirationTime(Date.from(now.plusSeconds(420))))));
		assertRefused(token(assertion((claims) -> claims.expirationTime(Date.from(now.plus(Duration.ofDays(365)))))));
		assertRefused(token(assertion((claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(120))))));
		assertRefused(token(assertion((claims) -> claims.issueTime(Date.from(now.plusSeconds(120))))));
		assertRefused(token(assertion((claims) -> claims.jwtID(null))));
		assertRefused(token(assertion((claims) -> claims.jwtID("a".repeat(257)))));
	}

	/** By its own clock; by ours it may be a minute more. */
	@Test
	void authenticateWhenItLivesForMoreThanFiveMinutesThenRefused() {
		Instant now = this.clock.instant();
		assertThat(token(
				assertion((claims) -> claims.issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(300)))))
			.status()).isEqualTo(200);
		assertRefused(token(assertion(
				(claims) -> claims.issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(301))))));
		assertRefused(token(assertion((claims) -> claims.issueTime(Date.from(now.minusSeconds(200)))
			.expirationTime(Date.from(now.plusSeconds(101))))));
		assertThat(token(assertion((claims) -> claims.issueTime(Date.from(now.plusSeconds(50)))
			.expirationTime(Date.from(now.plusSeconds(350))))).status()).isEqualTo(200);
		assertThat(token(assertion((claims) -> claims.issueTime(null).expirationTime(Date.from(now.plusSeconds(350)))))
			.status()).isEqualTo(200);
	}

	@Test
	void authenticateWhenSignatureIsWrongThenRefused() throws Exception {
		String good = assertion();
		assertRefused(token(good.substring(0, good.length() - 4) + "AAAA"));
		assertRefused(token(sign(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(rsaKey()), claims())));
		byte[] publicKey = RSA.toPublicJWK().toJSONString().getBytes();
		assertRefused(token(sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(publicKey), claims())));
		JWSHeader otherType = new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt")).build();
		assertRefused(token(sign(otherType, new RSASSASigner(RSA), claims())));
		assertRefused(token("garbage"));
		assertRefused(token("a.b.c"));
		assertRefused(token(good, Map.of("client_assertion_type", "urn:ietf:params:oauth:x")));
	}

	@Test
	void authenticateWhenPresentedTwiceThenAcceptedOnce() {
		String assertion = assertion();
		assertThat(token(assertion).status()).isEqualTo(200);
		assertRefused(token(assertion));
		this.clock.advance(Duration.ofMinutes(4));
		assertRefused(token(assertion));
	}

	@Test
	void authenticateWhenPresentedTwiceAtOnceThenAcceptedOnce() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 10; round++) {
				String assertion = assertion();
				Callable<Integer> call = () -> token(assertion).status();
				List<Future<Integer>> answers = callers
					.invokeAll(List.of(call, call, call, call, call, call, call, call));
				int accepted = 0;
				for (Future<Integer> answer : answers) {
					accepted += (answer.get() == 200) ? 1 : 0;
				}
				assertThat(accepted).isEqualTo(1);
			}
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void authenticateWhenTwoClientsUseTheSameIdThenBothAccepted() {
		String id = UUID.randomUUID().toString();
		assertThat(token(assertion((claims) -> claims.jwtID(id))).status()).isEqualTo(200);
		setUp();
		assertThat(token(assertion((claims) -> claims.jwtID(id))).status()).isEqualTo(200);
	}

	@Test
	void authenticateWhenClientIsRegisteredForASecretThenRefused() {
		this.clientId = TestClients.service().save(this.beans).clientId();
		assertRefused(token(assertion()));
	}

	@Test
	void authenticateWhenASecretComesTooThenRefused() {
		RelyingParty.Answer answer = token(assertion(), Map.of("client_secret", TestClients.SECRET));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("invalid_request");
	}

	private static void assertRefused(RelyingParty.Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.error()).isEqualTo("invalid_client");
	}

	private JWTClaimsSet.Builder claims() {
		Instant now = this.clock.instant();
		return new JWTClaimsSet.Builder().issuer(this.clientId)
			.subject(this.clientId)
			.audience(this.issuer)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(280)))
			.jwtID(UUID.randomUUID().toString());
	}

	private String assertion() {
		return sign(JWSAlgorithm.RS256, claims());
	}

	private String assertion(Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = claims();
		change.accept(claims);
		return sign(JWSAlgorithm.RS256, claims);
	}

	private static String sign(JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) {
		try {
			JWSSigner signer = algorithm.equals(JWSAlgorithm.ES256) ? new ECDSASigner(EC) : new RSASSASigner(RSA);
			return sign(new JWSHeader(algorithm), signer, claims);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) {
		try {
			SignedJWT jwt = new SignedJWT(header, claims.build());
			jwt.sign(signer);
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RelyingParty.Answer token(String assertion) {
		return token(assertion, Map.of());
	}

	private RelyingParty.Answer token(String assertion, Map<String, String> more) {
		Map<String, String> fields = fields(assertion, Map.of("grant_type", "client_credentials"));
		fields.putAll(more);
		return post("/oauth2/token", fields);
	}

	private static Map<String, String> fields(String assertion, Map<String, String> more) {
		Map<String, String> fields = new LinkedHashMap<>(Map.of("client_assertion_type",
				"urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", assertion));
		fields.putAll(more);
		return fields;
	}

	private RelyingParty.Answer post(String path, Map<String, String> fields) {
		HttpRequest request = new RelyingParty(this.actors.server(), this.clientId, null, "", "").form(path)
			.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(fields)))
			.build();
		return RelyingParty.send(request);
	}

	private static RSAKey rsaKey() {
		return TestKeys.rsa(UUID.randomUUID().toString());
	}

	private static ECKey ecKey() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
