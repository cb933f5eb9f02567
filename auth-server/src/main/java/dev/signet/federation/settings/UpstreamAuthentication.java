package dev.signet.federation.settings;

/**
 * How this server proves itself at a provider's token endpoint (OpenID Connect Core 1.0
 * §9). The names are stored; never rename one.
 */
public enum UpstreamAuthentication {

	/** With the secret, in the header. */
	SECRET_BASIC,

	/** With the secret, in the form. */
	SECRET_POST,

	/**
	 * With an assertion that a key of this server's ring signs (RFC 7523 §2.2); the
	 * provider reads the public part from this server's key set.
	 */
	PRIVATE_KEY_JWT,

	/**
	 * With a secret that is itself a JWT, signed with the key that Apple gave; the stored
	 * secret is that key.
	 */
	APPLE_SECRET,

	/** Not at all: only PKCE holds the code and this server together. */
	NONE;

	/** Whether it takes a stored secret. */
	public boolean needsSecret() {
		return this == SECRET_BASIC || this == SECRET_POST || this == APPLE_SECRET;
	}

}
