package dev.signet.federation.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.preset.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class IdTokensTests {

	@Autowired
	private IdTokens idTokens;

	@Autowired
	private MutableClock clock;

	/** A token that names no key is tried with each, and not every key can be tried. */
	@Test
	void verifyWhenAKeyOfAnotherTypeComesFirstThenTheOneThatSignedIsFound() throws Exception {
		ECKey other = new ECKeyGenerator(Curve.P_384).generate();
		ECKey signing = new ECKeyGenerator(Curve.P_256).generate();
		SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256),
				new JWTClaimsSet.Builder().subject("s").build());
		jwt.sign(new ECDSASigner(signing));
		try (TestUpstream upstream = new TestUpstream(this.clock)) {
			upstream.instead("/jwks", 200, "application/json", new JWKSet(List.of(other, signing)).toString());
			UpstreamMetadata metadata = new UpstreamMetadata(upstream.issuer(), upstream.at("/authorize"),
					upstream.at("/token"), null, upstream.at("/jwks"), null, false, List.of("ES256"), Map.of());
			Jwt verified = this.idTokens.verify("The token", jwt, Preset.OPENID_CONNECT.quirks(), metadata,
					upstream.issuer(), (claims) -> OAuth2TokenValidatorResult.success(),
					Deadline.in(Duration.ofSeconds(10)));
			assertThat(verified.getSubject()).isEqualTo("s");
			assertThat(this.idTokens.callsNobody(jwt, metadata)).as("the key is known by then").isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "exp", "nbf", "iat", "auth_time" })
	void parseWhenATimeIsNoMomentThenRefused(String claim) {
		for (String time : List.of("1e300", "-1e300", "9300000000000000")) {
			String token = "%s.%s.%s".formatted(Base64URL.encode("{\"alg\":\"ES256\"}"),
					Base64URL.encode("{\"sub\":\"s\",\"%s\":%s}".formatted(claim, time)),
					Base64URL.encode("signature"));
			assertThatExceptionOfType(UpstreamTrouble.class).isThrownBy(() -> IdTokens.parse("The token", token))
				.withMessageContaining("time");
		}
	}

}
