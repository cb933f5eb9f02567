package dev.signet.demo.client;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which app this is, and where its neighbours live.
 *
 * @param issuer the authorization server's name and its address for browsers; ID tokens
 * must carry exactly this as {@code iss}
 * @param server the authorization server's address for this app; differs from the issuer
 * in a container network
 * @param endSessionUri where the browser goes to sign out (OpenID Connect RP-Initiated
 * Logout 1.0 §2)
 * @param api the demo API's address for this app
 * @param app this app
 * @param other the other app, for the link to it
 */
@ConfigurationProperties("demo")
record DemoProperties(URI issuer, URI server, URI endSessionUri, URI api, App app, App other) {

	/**
	 * A demo app.
	 *
	 * @param name what people call it
	 * @param tagline one short sentence below the name
	 * @param look the folder of its colours and pictures
	 * @param address where browsers find it, without a slash at the end
	 */
	record App(String name, String tagline, String look, URI address) {

	}

	/** Where passwords are typed, as the browser's address bar shows it. */
	public String issuerHost() {
		return this.issuer.getRawAuthority();
	}

	/** The origin (RFC 6454 §6.2) of the authorization server, for the content policy. */
	String issuerOrigin() {
		return this.issuer.getScheme() + "://" + issuerHost();
	}

}
