package dev.signet.flow;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/**
 * A client's key on the curve Ed25519 (RFC 8037), with which Java signs: Nimbus needs
 * another library for it.
 */
final class EdDsaKey extends BaseJWSProvider implements JWSSigner {

	private static final int LENGTH = 32;

	private final String id = UUID.randomUUID().toString();

	private final KeyPair pair;

	EdDsaKey() {
		super(Set.of(JWSAlgorithm.EdDSA));
		try {
			this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The end of its X.509 form (RFC 8410 §4). */
	OctetKeyPair toPublicJWK() {
		byte[] encoded = this.pair.getPublic().getEncoded();
		byte[] point = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
		return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).keyID(this.id).build();
	}

	@Override
	public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initSign(this.pair.getPrivate());
			signature.update(input);
			return Base64URL.encode(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new JOSEException("not signed", ex);
		}
	}

}
