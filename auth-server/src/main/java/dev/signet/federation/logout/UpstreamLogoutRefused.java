package dev.signet.federation.logout;

/**
 * A logout token proves nothing (OpenID Connect Back-Channel Logout 1.0 §2.6).
 */
public final class UpstreamLogoutRefused extends Exception {

	/**
	 * Makes one.
	 * @param detail what exactly is wrong, in English, for administrators; no token
	 */
	public UpstreamLogoutRefused(String detail) {
		super(detail);
	}

	UpstreamLogoutRefused(String detail, Throwable cause) {
		super(detail, cause);
	}

	/** What exactly is wrong. */
	public String detail() {
		return String.valueOf(getMessage());
	}

}
