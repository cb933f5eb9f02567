package dev.signet.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/**
 * Ed25519 keys as a JWK (RFC 8037 §2) and as Java knows them. Nimbus can do this only
 * with another library.
 */
final class Ed25519Keys {

	/** A point is its y coordinate, little-endian; the top bit tells the sign of x. */
	private static final int LENGTH = 32;

	private static final int SIGN_BIT = 0x80;

	private Ed25519Keys() {
	}

	/** A fresh key pair. */
	static OctetKeyPair generate() throws GeneralSecurityException {
		KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		EdECPublicKey publicKey = (EdECPublicKey) pair.getPublic();
		byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
		return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encode(publicKey.getPoint())))
			.d(Base64URL.encode(seed))
			.build();
	}

	static PublicKey publicKey(OctetKeyPair jwk) throws GeneralSecurityException {
		return KeyFactory.getInstance("Ed25519")
			.generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, decode(jwk.getDecodedX())));
	}

	static PrivateKey privateKey(OctetKeyPair jwk) throws GeneralSecurityException {
		return KeyFactory.getInstance("Ed25519")
			.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, jwk.getDecodedD()));
	}

	private static byte[] encode(EdECPoint point) {
		byte[] bytes = new byte[LENGTH];
		BigInteger y = point.getY();
		for (int i = 0; i < LENGTH; i++) {
			bytes[i] = y.shiftRight(i * Byte.SIZE).byteValue();
		}
		if (point.isXOdd()) {
			bytes[LENGTH - 1] |= (byte) SIGN_BIT;
		}
		return bytes;
	}

	private static EdECPoint decode(byte[] bytes) {
		byte[] bigEndian = new byte[LENGTH];
		for (int i = 0; i < LENGTH; i++) {
			bigEndian[i] = bytes[LENGTH - 1 - i];
		}
		boolean xOdd = (bigEndian[0] & SIGN_BIT) != 0;
		bigEndian[0] &= (byte) ~SIGN_BIT;
		return new EdECPoint(xOdd, new BigInteger(1, bigEndian));
	}

}
