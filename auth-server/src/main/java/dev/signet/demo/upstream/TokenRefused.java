package dev.signet.demo.upstream;

/**
 * A stand-in does not redeem a code. Each says so in its own way.
 */
final class TokenRefused extends Exception {

	private final Reason reason;

	TokenRefused(Reason reason) {
		super(reason.name());
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	/** Why. */
	enum Reason {

		/** Not this client, or not its secret. */
		CLIENT,

		/** Something else than a code. */
		GRANT_TYPE,

		/** Unknown, used, too old, or for somebody else. */
		CODE,

		/** Another redirect URI than the one to which the code went. */
		REDIRECT_URI,

		/** The code was asked for by somebody else (PKCE). */
		VERIFIER

	}

}
