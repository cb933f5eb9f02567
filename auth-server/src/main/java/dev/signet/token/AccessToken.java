package dev.signet.token;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What an access token of ours says (RFC 9068 §2.2), once its signature was checked.
 *
 * @param id its {@code jti}
 * @param issuer who signed it: this server
 * @param subject the person as the client knows them, or the client itself when no person
 * is behind it
 * @param clientId the client that has it
 * @param audience the resource servers it is for
 * @param scopes what it allows
 * @param roles the roles of the person, empty unless granted
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 * @param grantId the grant behind it, or null when no person is
 * @param actor who acts for the subject ({@code act}, RFC 8693 §4.1), empty when it was
 * not given for another token
 * @param mayAct who alone may come to act for the subject ({@code may_act}, RFC 8693
 * §4.4), empty when it does not say
 */
public record AccessToken(String id, String issuer, String subject, String clientId, List<String> audience,
		Set<String> scopes, List<String> roles, Instant issuedAt, Instant expiresAt, @Nullable UUID grantId,
		Map<String, Object> actor, Map<String, Object> mayAct) {

	/**
	 * Reads the claims of a verified token.
	 * @throws BadJwtException when a claim is missing that each of our tokens has, or is
	 * nothing that we would write there
	 */
	public static AccessToken of(Jwt token) {
		String scope = token.getClaimAsString("scope");
		List<String> roles = token.getClaimAsStringList(AccessTokenClaims.ROLES);
		String grantId = token.getClaimAsString(AccessTokenClaims.GRANT_ID);
		return new AccessToken(present(token.getId()), present(token.getClaimAsString("iss")),
				present(token.getSubject()), present(token.getClaimAsString("client_id")), present(token.getAudience()),
				(scope == null) ? Set.of() : Set.copyOf(Arrays.asList(scope.split(" "))),
				(roles == null) ? List.of() : roles, present(token.getIssuedAt()), present(token.getExpiresAt()),
				(grantId == null) ? null : uuid(grantId), object(token, AccessTokenClaims.ACTOR),
				object(token, AccessTokenClaims.MAY_ACT));
	}

	private static Map<String, Object> object(Jwt token, String claim) {
		if (!token.hasClaim(claim)) {
			return Map.of();
		}
		try {
			return present(token.getClaimAsMap(claim));
		}
		catch (IllegalArgumentException ex) {
			throw new BadJwtException("A claim is not an object");
		}
	}

	private static UUID uuid(String claim) {
		try {
			return UUID.fromString(claim);
		}
		catch (IllegalArgumentException ex) {
			throw new BadJwtException("A claim is not an id");
		}
	}

	private static <T> T present(@Nullable T claim) {
		if (claim == null) {
			throw new BadJwtException("A claim is missing");
		}
		return claim;
	}

}
