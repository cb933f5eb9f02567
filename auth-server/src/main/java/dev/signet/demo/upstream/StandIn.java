package dev.signet.demo.upstream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom there is a stand-in for, and how this server is registered with it. These secrets
 * protect nothing: they are in the source, like those of the apps of the demonstration.
 */
public enum StandIn {

	/** Google: OpenID Connect. */
	GOOGLE("Google", true, "demo-google", "demo-google-secret-0123456789abcdef0123456789", "ya29."),

	/** GitHub: OAuth 2.0. */
	GITHUB("GitHub", false, "demo-github", "demo-github-secret-0123456789abcdef0123456789", "gho_"),

	/** Microsoft: OpenID Connect. */
	MICROSOFT("Microsoft", true, "demo-microsoft", "demo-microsoft-secret-0123456789abcdef0123456789", "EwB"),

	/** Facebook: OAuth 2.0. */
	FACEBOOK("Facebook", false, "demo-facebook", "demo-facebook-secret-0123456789abcdef0123456789", "EAA"),

	/**
	 * Apple: OpenID Connect, where the secret is a JWT, signed with the key given here.
	 */
	APPLE("Apple", true, "com.example.signet", AppleKey.PEM, "a.");

	private final String label;

	private final boolean openIdConnect;

	private final String clientId;

	private final String secret;

	private final String tokenPrefix;

	StandIn(String label, boolean openIdConnect, String clientId, String secret, String tokenPrefix) {
		this.label = label;
		this.openIdConnect = openIdConnect;
		this.clientId = clientId;
		this.secret = secret;
		this.tokenPrefix = tokenPrefix;
	}

	/** The stand-in with this name in addresses. */
	static Optional<StandIn> at(String path) {
		return Arrays.stream(values()).filter((standIn) -> standIn.path().equals(path)).findFirst();
	}

	/** What people call the real one. */
	public String label() {
		return this.label;
	}

	/** Its name in addresses, which is also the alias of the provider in the demo. */
	public String path() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether it gives ID tokens. */
	boolean openIdConnect() {
		return this.openIdConnect;
	}

	/** Who this server is over there. */
	public String clientId() {
		return this.clientId;
	}

	/** How this server proves it; with Apple, the key in PEM (RFC 7468 §10). */
	public String secret() {
		return this.secret;
	}

	/** How its access tokens begin. */
	String tokenPrefix() {
		return this.tokenPrefix;
	}

}
