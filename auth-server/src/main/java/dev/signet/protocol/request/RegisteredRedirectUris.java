package dev.signet.protocol.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.signet.client.Client;

/**
 * Compares redirect URIs as strings, character by character (RFC 9700 §4.1.3). The one
 * variation is the port of a loopback address of a public client, which a native app
 * learns only when it starts (RFC 8252 §7.3).
 */
public final class RegisteredRedirectUris {

	private static final Pattern LOOPBACK = Pattern
		.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::([0-9]{1,5}))?(/.*)?");

	private RegisteredRedirectUris() {
	}

	/** Whether the client may be answered there. */
	public static boolean contain(Client client, String redirectUri) {
		if (client.redirectUris().contains(redirectUri)) {
			return true;
		}
		Matcher asked = LOOPBACK.matcher(redirectUri);
		return client.publicClient() && asked.matches() && validPort(asked.group(2))
				&& client.redirectUris()
					.stream()
					.map(LOOPBACK::matcher)
					.anyMatch((known) -> known.matches() && same(known, asked));
	}

	private static boolean same(Matcher known, Matcher asked) {
		return known.group(1).equals(asked.group(1))
				&& (known.group(3) == null ? asked.group(3) == null : known.group(3).equals(asked.group(3)));
	}

	private static boolean validPort(String port) {
		return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535);
	}

}
