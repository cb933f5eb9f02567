package dev.signet.web;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an issuer identifier must look like (OpenID Connect Discovery 1.0 §3, RFC 8414
 * §2): https, and nothing behind the path. Plain http is for a server and its browser on
 * one machine.
 */
final class IssuerRules {

	private static final String EXAMPLE = "Set signet.issuer to the address that browsers use, "
			+ "such as https://id.example.com.";

	/** Only numbers: a name such as 127.example.com may lead anywhere. */
	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

	private IssuerRules() {
	}

	/**
	 * Accepts the issuer or says what is wrong with it.
	 * @throws IssuerRefused when the server cannot stand under this address
	 */
	static void check(URI issuer) {
		String scheme = issuer.getScheme();
		String host = issuer.getHost();
		if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
			throw new IssuerRefused(issuer, "it must be a complete https address", EXAMPLE);
		}
		if (issuer.getRawQuery() != null || issuer.getRawFragment() != null || issuer.getRawUserInfo() != null) {
			throw new IssuerRefused(issuer, "an issuer has no query, no fragment and no user in it", EXAMPLE);
		}
		if (!Set.of("", "/").contains(issuer.getRawPath())) {
			throw new IssuerRefused(issuer, "a path in it is not supported: this server needs a host of its own",
					EXAMPLE);
		}
		if ("http".equals(scheme) && !LOOPBACK.matcher(host).matches()) {
			throw new IssuerRefused(issuer,
					"plain http is refused on anything but this machine itself: passwords, codes and tokens would "
							+ "cross the network readable",
					"Put the server behind TLS and set signet.issuer to the https address. To try it on one machine, "
							+ "use http://localhost:<port>.");
		}
	}

}
