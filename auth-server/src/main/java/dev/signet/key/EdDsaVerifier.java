package dev.signet.key;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/**
 * Verifies what others signed with EdDSA on the curve Ed25519 (RFC 8037 §3.1). Nimbus can
 * do this only with another library.
 */
public final class EdDsaVerifier extends BaseJWSProvider implements JWSVerifier {

	private static final int KEY_LENGTH = 32;

	private static final int SIGNATURE_LENGTH = 64;

	private final PublicKey key;

	/**
	 * A verifier for one key.
	 * @param key what {@link #publicKey} made
	 */
	public EdDsaVerifier(PublicKey key) {
		super(Set.of(JWSAlgorithm.EdDSA));
		this.key = key;
	}

	/** The key as Java knows it, empty when it is none on Ed25519. */
	public static Optional<PublicKey> publicKey(JWK jwk) {
		if (!(jwk instanceof OctetKeyPair pair) || !Curve.Ed25519.equals(pair.getCurve())
				|| pair.getDecodedX().length != KEY_LENGTH) {
			return Optional.empty();
		}
		try {
			return Optional.of(Ed25519Keys.publicKey(pair));
		}
		catch (GeneralSecurityException ex) {
			return Optional.empty();
		}
	}

	@Override
	public boolean verify(JWSHeader header, byte[] input, Base64URL signed) {
		byte[] bytes = signed.decode();
		// Nothing that a header may call critical is known here (RFC 7515 §4.1.11), and
		// Java 17 does not mind zeros at the end of a signature (RFC 8032 §5.1.7 does)
		if (header.getCriticalParams() != null || bytes.length != SIGNATURE_LENGTH) {
			return false;
		}
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initVerify(this.key);
			signature.update(input);
			return signature.verify(bytes);
		}
		catch (GeneralSecurityException ex) {
			// Bytes that are no signature, or a key that is no point on the curve
			return false;
		}
	}

}
