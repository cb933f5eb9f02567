package dev.signet.demo.upstream;

import java.text.ParseException;
import java.util.Base64;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;

/**
 * The key with which the secrets for the stand-in for Apple are signed. Apple gives its
 * developers one to download; this one is given to everybody, and so protects nothing. It
 * must stay the same after a restart, because the provider in the database has it.
 */
final class AppleKey {

	/** The identifiers that Apple would have given. */
	static final String TEAM = "DEMOTEAM01";

	static final String KEY_ID = "DEMOKEY001";

	private static final ECKey KEY = key("""
			{"kty":"EC","crv":"P-256",
			"x":"Awnj2RgAQB0P-gEXOCj8c_3n3lfE8ie_y61gfSiS8TY",
			"y":"85elYHv5QOBvFedfdn5_42vXuFh02HSHDbShT9ylH8E",
			"d":"iRyieFcgMFQZAPfUspzx0DHa2AexO-0jBf99FJJupns"}""");

	/** As it is downloaded: PKCS #8 in PEM (RFC 7468 §10). */
	static final String PEM = pem(KEY);

	private AppleKey() {
	}

	/** What Apple keeps of it. */
	static ECKey publicKey() {
		return KEY.toPublicJWK();
	}

	private static ECKey key(String json) {
		try {
			return ECKey.parse(json);
		}
		catch (ParseException ex) {
			throw new IllegalStateException("It is written above", ex);
		}
	}

	private static String pem(ECKey key) {
		try {
			String lines = Base64.getMimeEncoder(64, new byte[] { '\n' })
				.encodeToString(key.toECPrivateKey().getEncoded());
			return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Every Java platform has P-256", ex);
		}
	}

}
