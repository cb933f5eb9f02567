package dev.signet.token;

import java.util.List;

import dev.signet.account.Factor;

/**
 * Maps factors to the authentication context class reference, {@code acr} (OpenID Connect
 * Core 1.0 §2): how much a relying party may make of a sign-in. The standard leaves the
 * values to the parties; these are ours.
 */
public final class AuthenticationContext {

	/** One factor was proved. */
	public static final String ONE_FACTOR = "urn:signet:acr:1fa";

	/** Two factors were proved, of which one is something that the person has. */
	public static final String TWO_FACTORS = "urn:signet:acr:2fa";

	private AuthenticationContext() {
	}

	/** The references that a sign-in here can reach, the weakest first. */
	public static List<String> references() {
		return List.of(ONE_FACTOR, TWO_FACTORS);
	}

	/** The reference of a sign-in with these factors. */
	static String reference(List<Factor> factors) {
		if (factors.isEmpty()) {
			throw new IllegalArgumentException("Nobody signs in without a factor");
		}
		boolean first = factors.stream().anyMatch((factor) -> factor.method().first());
		boolean second = factors.stream().anyMatch((factor) -> factor.method().second());
		return (first && second) ? TWO_FACTORS : ONE_FACTOR;
	}

}
