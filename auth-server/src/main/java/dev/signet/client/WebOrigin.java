package dev.signet.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin of a web address (RFC 6454 §4): two addresses have the same one although
 * only one of them names the port that goes without saying, or one is in capitals.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host, in small letters
 * @param port the port, also where the address leaves it out
 */
record WebOrigin(String scheme, String host, int port) {

	private static final int NONE = -1;

	/** The origin, if it is the address of something on the web. */
	static Optional<WebOrigin> of(String address) {
		URI uri;
		try {
			uri = new URI(address);
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
		if (uri.getScheme() == null || uri.getHost() == null) {
			return Optional.empty();
		}
		String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
		int usual = usualPort(scheme);
		if (usual == NONE) {
			return Optional.empty();
		}
		return Optional.of(new WebOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT),
				(uri.getPort() == NONE) ? usual : uri.getPort()));
	}

	/** All ways in which an address of this origin begins that is registered here. */
	List<String> spellings() {
		String bare = this.scheme + "://" + this.host;
		String whole = bare + ":" + this.port;
		return (this.port == usualPort(this.scheme)) ? List.of(bare, whole) : List.of(whole);
	}

	private static int usualPort(String scheme) {
		return switch (scheme) {
			case "https" -> 443;
			case "http" -> 80;
			default -> NONE;
		};
	}

}
