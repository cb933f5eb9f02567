package dev.signet.key;

import java.util.Arrays;
import java.util.Optional;

import com.nimbusds.jose.JWSAlgorithm;

import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;

/**
 * The algorithms that this server can sign with (RFC 7518 §3.1, RFC 8037 §3.1). The
 * framework's own list has no EdDSA.
 */
public enum SigningAlgorithm implements JwsAlgorithm {

	/** RSA with PKCS #1 padding: what every client understands. */
	RS256(JWSAlgorithm.RS256, "SHA256withRSA", "SHA-256"),

	/** RSA with PSS padding. */
	PS256(JWSAlgorithm.PS256, "RSASSA-PSS", "SHA-256"),

	/** ECDSA on the curve P-256. */
	ES256(JWSAlgorithm.ES256, "SHA256withECDSAinP1363Format", "SHA-256"),

	/** EdDSA on the curve Ed25519. */
	EDDSA(JWSAlgorithm.EdDSA, "Ed25519", "SHA-512");

	private final JWSAlgorithm jws;

	private final String javaName;

	private final String hash;

	SigningAlgorithm(JWSAlgorithm jws, String javaName, String hash) {
		this.jws = jws;
		this.javaName = javaName;
		this.hash = hash;
	}

	/**
	 * The algorithm of this name.
	 * @param name a value of the header {@code alg}, such as {@code EdDSA}
	 */
	public static Optional<SigningAlgorithm> named(String name) {
		return Arrays.stream(values()).filter((algorithm) -> algorithm.value().equals(name)).findFirst();
	}

	/** As it stands in the header {@code alg}. */
	public String value() {
		return this.jws.getName();
	}

	@Override
	public String getName() {
		return value();
	}

	/**
	 * The hash inside this algorithm, as Java names it, which {@code at_hash} and
	 * {@code c_hash} beside such a signature use too (OpenID Connect Core 1.0 §3.1.3.6).
	 */
	public String hash() {
		return this.hash;
	}

	/** As Java names it; its signatures have the form that a JWS wants. */
	String javaName() {
		return this.javaName;
	}

	JWSAlgorithm jws() {
		return this.jws;
	}

}
