package dev.signet.federation.provider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.federation.settings.UpstreamClient;

/**
 * Apple's client secret: a JWT that the key in the {@code .p8} file signs. It may be good
 * for six months at most; made anew for each call it need not be for more than minutes,
 * and nobody has to remember to renew it.
 */
final class AppleSecret {

	static final Duration LIFETIME = Duration.ofMinutes(5);

	/** Clocks differ; one issued in the future is refused. */
	private static final Duration SKEW = Duration.ofSeconds(30);

	private static final int P256 = 256;

	private AppleSecret() {
	}

	/** Whether a text is the content of a {@code .p8} file: a private key on P-256. */
	static boolean isKey(String text) {
		return key(text).isPresent();
	}

	/**
	 * A secret for now.
	 * @param key the content of the {@code .p8} file
	 * @param issuer the issuer identifier of Apple
	 */
	static String of(UpstreamClient client, String key, String issuer, Instant now) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(client.appleTeam())
			.subject(client.clientId())
			.audience(issuer)
			.issueTime(Date.from(now.minus(SKEW)))
			.expirationTime(Date.from(now.plus(LIFETIME)))
			.build();
		SignedJWT secret = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(client.appleKeyId()).build(),
				claims);
		try {
			secret.sign(new ECDSASigner(
					key(key).orElseThrow(() -> new IllegalStateException("The stored secret is no key")), Curve.P_256));
			return secret.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Cannot sign Apple's secret", ex);
		}
	}

	private static Optional<ECPrivateKey> key(String text) {
		String base64 = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
		try {
			byte[] encoded = Base64.getDecoder().decode(base64);
			return (KeyFactory.getInstance("EC")
				.generatePrivate(new PKCS8EncodedKeySpec(encoded)) instanceof ECPrivateKey key
					&& key.getParams().getCurve().getField().getFieldSize() == P256) ? Optional.of(key)
							: Optional.empty();
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
