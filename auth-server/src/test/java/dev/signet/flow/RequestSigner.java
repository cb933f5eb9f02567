package dev.signet.flow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.signet.key.TestKeys;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that sends its requests as request objects (RFC 9101), with keys of its own.
 */
final class RequestSigner {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private final RSAKey rsa;

	private final ECKey ec;

	private final EdDsaKey ed = new EdDsaKey();

	RequestSigner() {
		try {
			this.rsa = TestKeys.rsa("rsa");
			this.ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the client registers. */
	String jwks() {
		return new JWKSet(List.of(this.rsa.toPublicJWK(), this.ec.toPublicJWK(), this.ed.toPublicJWK())).toString();
	}

	String sign(String algorithm, Map<String, ?> claims) {
		return sign(algorithm, "oauth-authz-req+jwt", claims);
	}

	String sign(String algorithm, String type, Map<String, ?> claims) {
		try {
			JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).type(new JOSEObjectType(type))
				.build();
			JWSObject object = new JWSObject(header, new Payload(JSON.writeValueAsString(claims)));
			object.sign(signer(algorithm));
			return object.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JWSSigner signer(String algorithm) throws JOSEException {
		return switch (algorithm) {
			case "EdDSA" -> this.ed;
			case "ES256" -> new ECDSASigner(this.ec);
			default -> TestKeys.signer(this.rsa);
		};
	}

	static String unsigned(Map<String, ?> claims) {
		return unsigned("{\"alg\":\"none\"}", JSON.writeValueAsString(claims));
	}

	/** By hand, so that no library keeps it from mistakes. */
	static String unsigned(String header, String payload) {
		return encode(header) + "." + encode(payload) + ".";
	}

	private static String encode(String part) {
		return BASE64URL.encodeToString(part.getBytes(StandardCharsets.UTF_8));
	}

}
