package dev.signet.token;

/** Claim names of access tokens that the standards leave to us. */
public final class AccessTokenClaims {

	/** Names the grant under a token, by which it is revoked. */
	public static final String GRANT_ID = "grant_id";

	/** The roles of the person, when the scope {@code roles} was granted. */
	public static final String ROLES = "roles";

	/** The claims that the client has asked for by name at the userinfo endpoint. */
	public static final String USERINFO_CLAIMS = "userinfo_claims";

	private AccessTokenClaims() {
	}

}
