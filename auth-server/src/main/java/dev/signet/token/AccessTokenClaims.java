package dev.signet.token;

/** Claim names of access tokens that the standards leave to us. */
public final class AccessTokenClaims {

	/** Names the grant under a token, by which it is revoked. */
	public static final String GRANT_ID = "grant_id";

	/** The roles of the person, when the scope {@code roles} was granted. */
	public static final String ROLES = "roles";

	/** The claims that the client has asked for by name at the userinfo endpoint. */
	static final String USERINFO_CLAIMS = "userinfo_claims";

	/** Who acts for the subject (RFC 8693 §4.1). */
	public static final String ACTOR = "act";

	/** Who may come to act for the subject (RFC 8693 §4.4). */
	static final String MAY_ACT = "may_act";

	private AccessTokenClaims() {
	}

}
