package dev.signet.key;

import java.time.Instant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/**
 * One key of the ring. It is published in every state but the last, and signs in only
 * one.
 *
 * @param jwk the key; its private part is there only while the state needs it. Its id is
 * its thumbprint (RFC 7638)
 * @param algorithm the signature algorithm (RFC 7518 §3.1)
 * @param state what it is used for
 * @param since when it came into this state
 */
record SigningKey(JWK jwk, JWSAlgorithm algorithm, State state, Instant since) {

	private static final int RSA_BITS = 2048;

	/** A fresh key. RS256 is the algorithm that every client understands. */
	static SigningKey generate(State state, Instant now) {
		try {
			JWK jwk = new RSAKeyGenerator(RSA_BITS).algorithm(JWSAlgorithm.RS256)
				.keyUse(KeyUse.SIGNATURE)
				.keyIDFromThumbprint(true)
				.generate();
			return new SigningKey(jwk, JWSAlgorithm.RS256, state, now);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Every Java platform can generate RSA keys", ex);
		}
	}

	String id() {
		return this.jwk.getKeyID();
	}

	/** The life of a key, in this order. The names are stored; never rename one. */
	enum State {

		/** Published, so that clients know it before it signs. */
		NEXT,

		/** Signs. */
		ACTIVE,

		/**
		 * Published, so that what it signed can still be verified. Its private part is
		 * gone.
		 */
		RETIRING,

		/** Neither published nor able to sign; kept as a record. */
		RETIRED

	}

}
