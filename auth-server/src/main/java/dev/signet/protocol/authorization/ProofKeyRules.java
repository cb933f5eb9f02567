package dev.signet.protocol.authorization;

import java.util.regex.Pattern;

import dev.signet.protocol.request.ProvedRequest;
import dev.signet.protocol.request.RequestParameters;
import dev.signet.refusal.Refusal;

/**
 * PKCE (RFC 7636), by S256 only and for every client that is not excused (RFC 9700
 * §2.1.1).
 */
final class ProofKeyRules {

	/** RFC 7636 §4.2: the base64url form of a SHA-256 hash. */
	private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private ProofKeyRules() {
	}

	static void check(ProvedRequest request) {
		RequestParameters parameters = request.parameters();
		if (!parameters.has("code_challenge")) {
			if (request.client().requirePkce() || parameters.has("code_challenge_method")) {
				throw request.refuse(Refusal.CODE_CHALLENGE_MISSING);
			}
			return;
		}
		if (!"S256".equals(parameters.only("code_challenge_method"))) {
			throw request.refuse(Refusal.CODE_CHALLENGE_METHOD, "code_challenge_method", "S256");
		}
		String challenge = parameters.only("code_challenge");
		if (challenge == null || !S256_CHALLENGE.matcher(challenge).matches()) {
			throw request.refuse(Refusal.CODE_CHALLENGE_MALFORMED, "code_challenge", null);
		}
	}

}
