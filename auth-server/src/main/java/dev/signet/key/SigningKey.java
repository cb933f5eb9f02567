package dev.signet.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One key of the ring, as it is stored. It is published in every state but the last two,
 * and signs in only one.
 *
 * @param jwk the key; its private part is there only while the state needs it. Its id is
 * its thumbprint (RFC 7638)
 * @param algorithm the one algorithm that it is for
 * @param state what it is used for
 * @param since when it came into this state
 */
record SigningKey(JWK jwk, SigningAlgorithm algorithm, State state, Instant since) {

	private static final int RSA_BITS = 2048;

	/**
	 * A fresh key. RS256 and PS256 never share one.
	 * @param provider what generates, or null for the JDK
	 */
	static SigningKey generate(SigningAlgorithm algorithm, State state, Instant now, @Nullable Provider provider) {
		try {
			return new SigningKey(generate(algorithm, provider), algorithm, state, now);
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException("Every Java platform can generate keys for " + algorithm.value(), ex);
		}
	}

	private static JWK generate(SigningAlgorithm algorithm, @Nullable Provider provider)
			throws GeneralSecurityException, JOSEException {
		return switch (algorithm) {
			case RS256,
					PS256 ->
				new RSAKey.Builder(new RSAKeyGenerator(RSA_BITS).provider(provider).generate())
					.algorithm(algorithm.jws())
					.keyUse(KeyUse.SIGNATURE)
					.keyIDFromThumbprint()
					.build();
			case ES256 -> new ECKey.Builder(new ECKeyGenerator(Curve.P_256).provider(provider).generate())
				.algorithm(algorithm.jws())
				.keyUse(KeyUse.SIGNATURE)
				.keyIDFromThumbprint()
				.build();
			case EDDSA -> new OctetKeyPair.Builder(Ed25519Keys.generate()).algorithm(algorithm.jws())
				.keyUse(KeyUse.SIGNATURE)
				.keyIDFromThumbprint()
				.build();
		};
	}

	String id() {
		return this.jwk.getKeyID();
	}

	boolean isSigning() {
		return this.state == State.ACTIVE;
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

		/**
		 * Neither published nor able to sign; kept as a record, and to know hints that it
		 * signed.
		 */
		RETIRED,

		/**
		 * The same, but taken out of its life at once, because somebody else may have its
		 * private part: nothing that it signed is believed any more.
		 */
		WITHDRAWN

	}

}
