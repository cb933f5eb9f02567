package dev.signet.key;

import java.security.PrivateKey;
import java.security.Provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.jspecify.annotations.Nullable;

/**
 * RSA keys that nobody else has. The JDK needs about a second for one in a test, as its
 * second compiler is off there; so what signs for the server makes and uses them, where
 * it runs.
 */
public final class TestKeys {

	private static final int BITS = 2048;

	/** What makes and uses keys faster than the JDK, where it runs. */
	static final @Nullable Provider PROVIDER = NativeCryptography.find(true).orElse(null);

	private TestKeys() {
	}

	/** A key that is as long as it must be. */
	public static RSAKey rsa(String id) {
		return rsa(BITS, id);
	}

	/** The same for who signs with it by hand. */
	public static PrivateKey rsaPrivateKey() {
		try {
			return rsa("by hand").toPrivateKey();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Signs with this key. */
	public static JWSSigner signer(RSAKey key) throws JOSEException {
		RSASSASigner signer = new RSASSASigner(key);
		signer.getJCAContext().setProvider(PROVIDER);
		return signer;
	}

	/** A key of so many bits, too short or not. */
	public static RSAKey rsa(int bits, String id) {
		try {
			return new RSAKeyGenerator(bits, true).provider(PROVIDER).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
