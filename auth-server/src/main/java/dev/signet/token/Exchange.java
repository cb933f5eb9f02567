package dev.signet.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/**
 * What was decided about a token that is given for another one (RFC 8693 §2.2).
 *
 * @param audience the APIs it is for
 * @param actor the claim {@code act} (RFC 8693 §4.1): who acts, and for whom that one did
 * @param expiresAt when it expires at the latest: with the token it was given for
 */
public record Exchange(List<String> audience, Map<String, Object> actor, Instant expiresAt) {

	/** Writes the decision into the claims of an access token. */
	void describe(JwtClaimsSet.Builder claims) {
		claims.audience(this.audience);
		claims.claim(AccessTokenClaims.ACTOR, this.actor);
		claims.claims((all) -> all.computeIfPresent(JwtClaimNames.EXP, (name,
				expiry) -> (expiry instanceof Instant own && own.isBefore(this.expiresAt)) ? own : this.expiresAt));
	}

}
