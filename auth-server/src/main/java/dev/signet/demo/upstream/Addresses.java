package dev.signet.demo.upstream;

import java.net.URI;
import java.util.regex.Pattern;

import dev.signet.web.PublicAddress;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Where the stand-ins are, and where they may send people back to.
 */
@Component
@Profile("demo")
final class Addresses {

	/** The stand-ins and the page about them. */
	static final String ROOT = "/demo/upstream";

	private static final Pattern CALLBACK = Pattern.compile("/signin/with/([a-z0-9-]{1,40})/callback");

	private final PublicAddress server;

	Addresses(PublicAddress server) {
		this.server = server;
	}

	/** The address of a stand-in, without a slash at the end. */
	String base(StandIn standIn) {
		return this.server.to(ROOT + "/" + standIn.path());
	}

	/** An address of the real one, at the stand-in: the same path and query. */
	URI instead(StandIn standIn, URI real) {
		String path = (real.getRawPath() != null) ? real.getRawPath() : "";
		return URI.create(base(standIn) + path + ((real.getRawQuery() != null) ? "?" + real.getRawQuery() : ""));
	}

	/** The issuer of everybody, or of one tenant of Microsoft. */
	String issuer(StandIn standIn, String tenant) {
		return (standIn == StandIn.MICROSOFT) ? base(standIn) + "/" + tenant + "/v2.0" : base(standIn);
	}

	/**
	 * Whether an address is registered: those of this server to which providers answer,
	 * compared as they are written. The real ones have to be told each.
	 */
	boolean isCallback(String address) {
		String root = this.server.to("");
		return address.startsWith(root) && CALLBACK.matcher(address.substring(root.length())).matches();
	}

	/** Whether people may be sent there after they have signed out. */
	boolean isOwn(String address) {
		return address.startsWith(this.server.to("/"));
	}

	/** Where this server takes logout tokens about people who came back there. */
	URI logout(String callback) {
		return URI.create(callback.replaceFirst("/callback$", "/logout"));
	}

}
