package dev.signet.grant;

/** Why a grant ended before its time. The names are stored; never rename one. */
public enum RevokeReason {

	/** The sign-in session under the grant ended. */
	SESSION_ENDED,

	/** The person signed out everywhere. */
	SIGNED_OUT_EVERYWHERE,

	/** The person's password changed. */
	PASSWORD_CHANGED,

	/** The account was disabled. */
	ACCOUNT_DISABLED,

	/** The person took the consent back. */
	CONSENT_WITHDRAWN,

	/** People have other names at the client (OpenID Connect Core 1.0 §8). */
	SUBJECTS_CHANGED,

	/** The client revoked its own token (RFC 7009 §2). */
	REVOKED_BY_CLIENT,

	/** An authorization code was presented a second time (RFC 6749 §4.1.2). */
	CODE_REPLAYED,

	/** A rotated refresh token was presented again (RFC 9700 §4.14.2). */
	REFRESH_TOKEN_REPLAYED

}
