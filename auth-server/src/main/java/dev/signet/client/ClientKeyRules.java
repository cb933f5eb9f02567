package dev.signet.client;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * What the keys of a client must be like (OpenID Connect Dynamic Client Registration 1.0
 * §2, RFC 7517 §5).
 */
final class ClientKeyRules {

	private static final int LONGEST = 20_000;

	private static final int MOST = 10;

	private static final int SHORTEST_RSA = 2048;

	private ClientKeyRules() {
	}

	static void check(ClientDetails details, List<ClientProblem> problems) {
		String jwks = details.keys().jwks();
		boolean both = jwks != null && details.keys().jwksUri() != null;
		boolean neither = jwks == null && details.keys().jwksUri() == null;
		if (both) {
			problems.add(new ClientProblem("jwks", "Keys come from one place.", "jwks and jwks-uri",
					"remove one of the two"));
		}
		if (neither && details.authenticationMethod().equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
			problems.add(new ClientProblem("jwks", "A client that proves itself by a signature has keys.", "none",
					"give jwks or jwks-uri"));
		}
		if (jwks != null) {
			checkKeys(jwks).forEach(problems::add);
		}
	}

	/** All that is wrong with a JWK Set; nothing of a private key is shown. */
	private static List<ClientProblem> checkKeys(String jwks) {
		List<ClientProblem> problems = new ArrayList<>();
		JWKSet keys = (jwks.length() <= LONGEST) ? parse(jwks) : null;
		if (keys == null || keys.isEmpty() || keys.size() > MOST) {
			problems.add(new ClientProblem("jwks",
					"Keys are a JWK Set in JSON with 1 to 10 keys and at most 20000 characters (RFC 7517 §5).",
					"%d characters".formatted(jwks.length()), "write {\"keys\":[…]} with the public keys"));
			return problems;
		}
		if (keys.containsNonPublicKeys()) {
			problems.add(new ClientProblem("jwks", "Only public keys are given to others.", "a private or secret key",
					"take the private parts out, and replace the key: it is no secret any more"));
		}
		if (keys.getKeys().stream().anyMatch(ClientKeyRules::weak)) {
			problems.add(new ClientProblem("jwks", "RSA keys have at least 2048 bits.", "a shorter key",
					"make a longer key, or use an elliptic curve"));
		}
		return problems;
	}

	/** RFC 7518 §3.3. */
	static boolean weak(JWK key) {
		return key.getKeyType().equals(KeyType.RSA) && key instanceof RSAKey rsa && rsa.size() < SHORTEST_RSA;
	}

	private static @Nullable JWKSet parse(String jwks) {
		try {
			return JWKSet.parse(jwks);
		}
		catch (ParseException ex) {
			return null;
		}
	}

}
