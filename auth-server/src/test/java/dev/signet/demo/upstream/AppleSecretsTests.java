package dev.signet.demo.upstream;

import java.net.URI;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.MutableClock;
import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The secret that Apple wants. */
class AppleSecretsTests {

	private final MutableClock clock = new MutableClock();

	private final AppleSecrets secrets = new AppleSecrets(
			new Addresses(new PublicAddress(URI.create("http://localhost:9000"))), this.clock);

	@Test
	void acceptsWhenAllIsRightThenYes() throws Exception {
		assertThat(this.secrets.accepts(secret((claims) -> {
		}))).isTrue();
		assertThat(
				this.secrets.accepts(secret((claims) -> claims.audience("http://localhost:9000/demo/upstream/apple"))))
			.isTrue();
	}

	@Test
	void acceptsWhenClaimIsWrongThenNo() throws Exception {
		Instant now = this.clock.instant();
		assertRefused((claims) -> claims.issuer("OTHERTEAM1"));
		assertRefused((claims) -> claims.subject("another.app"));
		assertRefused((claims) -> claims.audience("https://accounts.google.com"));
		assertRefused((claims) -> claims.issueTime(null));
		assertRefused((claims) -> claims.expirationTime(null));
		assertRefused((claims) -> claims.expirationTime(Date.from(now)));
		assertRefused((claims) -> claims.expirationTime(Date.from(now.plus(Duration.ofDays(190)))));
	}

	@Test
	void acceptsWhenKeyIsAnotherThenNo() throws Exception {
		assertThat(this.secrets.accepts(
				secret(new ECKeyGenerator(Curve.P_256).generate().toPrivateKey(), AppleKey.KEY_ID, claims().build())))
			.isFalse();
		assertThat(this.secrets.accepts(secret(key(), "OTHERKEY01", claims().build()))).isFalse();
		assertThat(this.secrets.accepts(StandIn.APPLE.secret())).isFalse();
		assertThat(this.secrets.accepts("")).isFalse();
	}

	private void assertRefused(Consumer<JWTClaimsSet.Builder> change) throws Exception {
		assertThat(this.secrets.accepts(secret(change))).isFalse();
	}

	private String secret(Consumer<JWTClaimsSet.Builder> change) throws Exception {
		JWTClaimsSet.Builder claims = claims();
		change.accept(claims);
		return secret(key(), AppleKey.KEY_ID, claims.build());
	}

	private JWTClaimsSet.Builder claims() {
		Instant now = this.clock.instant();
		return new JWTClaimsSet.Builder().issuer(AppleKey.TEAM)
			.subject(StandIn.APPLE.clientId())
			.audience("https://appleid.apple.com")
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
	}

	private static String secret(PrivateKey key, String keyId, JWTClaimsSet claims) throws Exception {
		SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(), claims);
		jwt.sign(new ECDSASigner(key, Curve.P_256));
		return jwt.serialize();
	}

	/** As a developer reads the file that Apple gave them. */
	private static PrivateKey key() throws Exception {
		String base64 = StandIn.APPLE.secret().replaceAll("-----.*-----|\\s", "");
		return KeyFactory.getInstance("EC")
			.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
	}

}
