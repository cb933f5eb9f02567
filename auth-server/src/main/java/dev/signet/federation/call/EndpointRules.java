package dev.signet.federation.call;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What an address of a provider must be: https, or plain http to this very machine, for
 * which the outbound rules ask anyway; without credentials and fragment.
 */
public final class EndpointRules {

	private static final int LONGEST = 2_000;

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

	private EndpointRules() {
	}

	/** The last part of the key of the sentence about what is wrong, if anything is. */
	public static Optional<String> problem(URI uri) {
		if (uri.toString().length() > LONGEST || uri.getHost() == null || uri.getRawUserInfo() != null
				|| uri.getRawFragment() != null || !uri.toString().chars().allMatch((c) -> c > ' ' && c < 0x7F)) {
			return Optional.of("address");
		}
		boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
		return ("https".equalsIgnoreCase(uri.getScheme()) || plain) ? Optional.empty() : Optional.of("https");
	}

	/** The same for an issuer (OpenID Connect Discovery 1.0 §3), which has no query. */
	public static Optional<String> problemOfIssuer(String issuer) {
		try {
			URI uri = URI.create(issuer);
			return (uri.getRawQuery() != null) ? Optional.of("issuer") : problem(uri);
		}
		catch (IllegalArgumentException ex) {
			return Optional.of("address");
		}
	}

}
