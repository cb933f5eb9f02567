package dev.signet.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import org.jspecify.annotations.Nullable;

/**
 * A key of the ring, ready for use: what is costly to make of a JWK is made once, not for
 * each token. It knows one algorithm only, whatever a token says (RFC 8725 §3.1).
 */
final class RingKey {

	/** A salt as long as the hash (RFC 7518 §3.5). */
	private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32,
			1);

	private static final int ED25519_LENGTH = 64;

	private final JWK jwk;

	private final SigningAlgorithm algorithm;

	private final @Nullable Provider provider;

	private final PublicKey publicKey;

	private final @Nullable PrivateKey privateKey;

	/**
	 * Makes a key ready.
	 * @param key the stored key
	 * @param provider what computes, or null for the JDK
	 */
	RingKey(SigningKey key, @Nullable Provider provider) {
		this.jwk = key.jwk().toPublicJWK();
		this.algorithm = key.algorithm();
		this.provider = provider;
		try {
			this.publicKey = imported(publicKey(key.jwk()));
			this.privateKey = key.isSigning() ? imported(privateKey(key.jwk())) : null;
		}
		catch (GeneralSecurityException | JOSEException ex) {
			// The cause is left out: it might quote the key
			throw new IllegalStateException("The signing key " + key.id() + " cannot be used");
		}
	}

	String id() {
		return this.jwk.getKeyID();
	}

	SigningAlgorithm algorithm() {
		return this.algorithm;
	}

	/** As it is published, without its private part. */
	JWK jwk() {
		return this.jwk;
	}

	boolean isSigning() {
		return this.privateKey != null;
	}

	/** The signature of this input (RFC 7515 §5.1). */
	byte[] sign(byte[] input) {
		try {
			Signature signature = signature();
			signature.initSign(this.privateKey);
			signature.update(input);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The key " + id() + " cannot sign", ex);
		}
	}

	/** Whether this is the signature of this input (RFC 7515 §5.2). */
	boolean verify(byte[] input, byte[] signed) {
		try {
			if (this.algorithm == SigningAlgorithm.ES256) {
				// Refuses zeros, which early releases of Java 17 take for a signature
				ECDSA.ensureLegalSignature(signed, JWSAlgorithm.ES256);
			}
			if (this.algorithm == SigningAlgorithm.EDDSA && signed.length != ED25519_LENGTH) {
				// Java 17 does not mind zeros at the end (RFC 8032 §5.1.7 does)
				return false;
			}
			Signature signature = signature();
			signature.initVerify(this.publicKey);
			signature.update(input);
			return signature.verify(signed);
		}
		catch (SignatureException | JOSEException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The key " + id() + " cannot verify", ex);
		}
	}

	private Signature signature() throws GeneralSecurityException {
		Signature signature = (this.provider != null) ? Signature.getInstance(this.algorithm.javaName(), this.provider)
				: Signature.getInstance(this.algorithm.javaName());
		if (this.algorithm == SigningAlgorithm.PS256) {
			signature.setParameter(PSS);
		}
		return signature;
	}

	private static PublicKey publicKey(JWK jwk) throws JOSEException, GeneralSecurityException {
		return (jwk instanceof OctetKeyPair pair) ? Ed25519Keys.publicKey(pair) : ((AsymmetricJWK) jwk).toPublicKey();
	}

	private static PrivateKey privateKey(JWK jwk) throws JOSEException, GeneralSecurityException {
		return (jwk instanceof OctetKeyPair pair) ? Ed25519Keys.privateKey(pair) : ((AsymmetricJWK) jwk).toPrivateKey();
	}

	/**
	 * The same key as an object of the provider, which would otherwise import it again
	 * for each signature, at more than the cost of signing.
	 */
	private PrivateKey imported(PrivateKey key) throws GeneralSecurityException {
		KeyFactory factory = factory(key.getAlgorithm());
		return (factory != null) ? factory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded())) : key;
	}

	private PublicKey imported(PublicKey key) throws GeneralSecurityException {
		KeyFactory factory = factory(key.getAlgorithm());
		return (factory != null) ? factory.generatePublic(new X509EncodedKeySpec(key.getEncoded())) : key;
	}

	/** Null when the provider has none, as the native one has none for Ed25519. */
	private @Nullable KeyFactory factory(String type) {
		if (this.provider == null) {
			return null;
		}
		try {
			return KeyFactory.getInstance(type, this.provider);
		}
		catch (NoSuchAlgorithmException ex) {
			return null;
		}
	}

}
