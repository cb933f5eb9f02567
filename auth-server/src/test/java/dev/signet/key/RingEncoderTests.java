package dev.signet.key;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.SignetTest;
import dev.signet.key.SigningKey.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tokens signed with the ring and verified by it, and by others. */
@SignetTest
class RingEncoderTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

	private static final JwtClaimsSet CLAIMS = JwtClaimsSet.builder()
		.issuer("https://id.example")
		.subject("somebody")
		.audience(List.of("https://api.example"))
		.issuedAt(NOW)
		.expiresAt(NOW.plusSeconds(60))
		.id("1")
		.claim("auth_time", Date.from(NOW))
		.claim("amr", List.of("pwd"))
		.claim("act", Map.of("sub", "\u00e4"))
		.build();

	@Autowired
	private KeyRing ring;

	@Autowired
	private JwtEncoder encoder;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MasterKey masterKey;

	@ParameterizedTest
	@EnumSource
	void encodeThenSignsWithTheActiveKeyOfTheAlgorithmAndOthersCanVerify(SigningAlgorithm algorithm) throws Exception {
		SignedJWT token = SignedJWT.parse(sign(algorithm));
		assertThat(token.getHeader().toJSONObject()).containsOnly(Map.entry("alg", algorithm.value()),
				Map.entry("typ", "at+jwt"), Map.entry("kid", this.ring.activeKeyId(algorithm.value())));
		assertThat(this.ring.verifies(token)).isTrue();
		assertThat(verifiedByOthers(token)).isTrue();
	}

	@Test
	void encodeThenWritesWhatTheEncoderOfTheFrameworkWrites() throws Exception {
		JWK key = stolen(SigningAlgorithm.RS256);
		JwtEncoderParameters parameters = parameters(SigningAlgorithm.RS256);
		Jwt theirs = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
			.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).type("at+jwt").build(), CLAIMS));
		Jwt ours = this.encoder.encode(parameters);
		SignedJWT expected = SignedJWT.parse(theirs.getTokenValue());
		SignedJWT actual = SignedJWT.parse(ours.getTokenValue());
		assertThat(actual.getHeader().toJSONObject()).isEqualTo(expected.getHeader().toJSONObject());
		assertThat(actual.getPayload().toJSONObject()).isEqualTo(expected.getPayload().toJSONObject());
		assertThat(ours.getClaims()).isEqualTo(theirs.getClaims());
	}

	@Test
	void encodeWhenNoHeaderThenRs256() throws Exception {
		Jwt token = this.encoder.encode(JwtEncoderParameters.from(CLAIMS));
		assertThat(SignedJWT.parse(token.getTokenValue()).getHeader().getKeyID())
			.isEqualTo(this.ring.activeKeyId("RS256"));
	}

	@Test
	void encodeWhenAlgorithmIsNotOursThenRefuses() {
		JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
		assertThatExceptionOfType(JwtEncodingException.class)
			.isThrownBy(() -> this.encoder.encode(JwtEncoderParameters.from(header, CLAIMS)));
	}

	@Test
	void verifiesWhenKeyOfAnotherAlgorithmThenFalseAlthoughTheSignatureIsRight() throws Exception {
		RSASSASigner thief = new RSASSASigner(stolen(SigningAlgorithm.PS256).toRSAKey());
		for (SigningAlgorithm algorithm : List.of(SigningAlgorithm.RS256, SigningAlgorithm.PS256)) {
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(algorithm.jws()).keyID(this.ring.activeKeyId("PS256")).build(),
					new JWTClaimsSet.Builder().subject("somebody").build());
			token.sign(thief);
			assertThat(this.ring.verifies(token)).isEqualTo(algorithm == SigningAlgorithm.PS256);
		}
	}

	@Test
	void verifiesWhenNoKeyIdOrCriticalOrUnencodedThenFalse() throws Exception {
		RSASSASigner thief = new RSASSASigner(stolen(SigningAlgorithm.RS256).toRSAKey());
		String keyId = this.ring.activeKeyId("RS256");
		JWSHeader plain = new JWSHeader.Builder(SigningAlgorithm.RS256.jws()).keyID(keyId).build();
		for (JWSHeader header : List.of(new JWSHeader.Builder(plain).keyID(null).build(),
				new JWSHeader.Builder(plain).criticalParams(Set.of("exp")).build(),
				new JWSHeader.Builder(plain).base64URLEncodePayload(false).build(),
				new JWSHeader.Builder(plain).type(JOSEObjectType.JWT).keyID("unknown").build())) {
			SignedJWT token = new SignedJWT(header, new JWTClaimsSet.Builder().subject("somebody").build());
			token.sign(thief);
			assertThat(this.ring.verifies(token)).as(header.toString()).isFalse();
		}
	}

	private String sign(SigningAlgorithm algorithm) {
		return this.encoder.encode(parameters(algorithm)).getTokenValue();
	}

	private static JwtEncoderParameters parameters(SigningAlgorithm algorithm) {
		return JwtEncoderParameters.from(JwsHeader.with(algorithm).type("at+jwt").build(), CLAIMS);
	}

	/**
	 * The private part of the active key, as one has it who read database and master key.
	 */
	private JWK stolen(SigningAlgorithm algorithm) {
		return new PostgresSigningKeys(this.jdbc, this.masterKey).published()
			.stream()
			.filter((key) -> key.algorithm() == algorithm && key.state() == State.ACTIVE)
			.findFirst()
			.orElseThrow()
			.jwk();
	}

	private boolean verifiedByOthers(SignedJWT token) throws Exception {
		JWK key = this.ring.publicKeys().getKeyByKeyId(token.getHeader().getKeyID());
		return switch (key.getKeyType().getValue()) {
			case "RSA" -> token.verify(new RSASSAVerifier(key.toRSAKey()));
			case "EC" -> token.verify(new ECDSAVerifier(key.toECKey()));
			default -> verifiedByTheJdk(token, key);
		};
	}

	private static boolean verifiedByTheJdk(SignedJWT token, JWK key) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("EdDSA");
		signature.initVerify(Ed25519Keys.publicKey(key.toOctetKeyPair()));
		signature.update(token.getSigningInput());
		return signature.verify(token.getSignature().decode());
	}

}
