package dev.signet.web;

import java.net.URI;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one address under which this server is known to browsers, clients and resource
 * servers. Links, cookies and the {@code iss} claim are built from it, never from a
 * request header.
 *
 * @param issuer the issuer identifier (OpenID Connect Discovery 1.0 §3): an absolute
 * https URL without query or fragment; plain http only on a loopback host
 */
@ConfigurationProperties("signet")
public record PublicAddress(@DefaultValue("http://localhost:9000") URI issuer) {

	/** Refuses an issuer that breaks the rules, which stops the start. */
	public PublicAddress {
		IssuerRules.check(issuer);
	}

	/** Whether browsers reach this server over TLS, so that cookies can insist on it. */
	public boolean isSecure() {
		return "https".equals(this.issuer.getScheme());
	}

	/** The host alone, in small letters. */
	public String host() {
		return this.issuer.getHost().toLowerCase(Locale.ROOT);
	}

	/**
	 * What browsers call this server (RFC 6454 §6.2): in small letters, without the port
	 * that the scheme implies.
	 */
	public String origin() {
		String scheme = this.issuer.getScheme().toLowerCase(Locale.ROOT);
		int port = this.issuer.getPort();
		boolean implied = port == -1 || port == (scheme.equals("https") ? 443 : 80);
		return scheme + "://" + host() + (implied ? "" : ":" + port);
	}

	/**
	 * The absolute address of a page of this server.
	 * @param path the path, beginning with a slash
	 */
	public String to(String path) {
		String base = this.issuer.toString();
		return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
	}

}
