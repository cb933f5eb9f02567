package dev.signet.signin;

/**
 * What still keeps a client from its answer, most urgent first.
 */
public enum Missing {

	/** Nobody is signed in, or not the one expected. */
	SIGN_IN("/signin", "login_required"),

	/** The last proof of identity is too old for this request. */
	FRESH_SIGN_IN("/signin", "login_required"),

	/** The person has not allowed all that is asked. */
	CONSENT("/consent", "consent_required");

	private final String page;

	private final String error;

	Missing(String page, String error) {
		this.page = page;
		this.error = error;
	}

	/** The page on which the person can supply it. */
	public String page() {
		return this.page;
	}

	/**
	 * What the client is told when no page may be shown (OpenID Connect Core 1.0
	 * §3.1.2.6).
	 */
	public String error() {
		return this.error;
	}

}
