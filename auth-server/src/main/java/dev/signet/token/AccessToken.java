package dev.signet.token;

import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.BadJwtException;

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
 * @param authTime when the person had proved who they are ({@code auth_time}, RFC 9470
 * §6), or null when nobody has or nobody knows
 * @param acr how well ({@code acr}), or null when nobody has
 * @param actor who acts for the subject ({@code act}, RFC 8693 §4.1), empty when it was
 * not given for another token
 * @param mayAct who alone may come to act for the subject ({@code may_act}, RFC 8693
 * §4.4), empty when it does not say
 * @param userInfoClaims the claims that were asked for by name at the userinfo endpoint
 */
public record AccessToken(String id, String issuer, String subject, String clientId, List<String> audience,
		Set<String> scopes, List<String> roles, Instant issuedAt, Instant expiresAt, @Nullable UUID grantId,
		@Nullable Instant authTime, @Nullable String acr, Map<String, Object> actor, Map<String, Object> mayAct,
		Set<String> userInfoClaims) {

	/**
	 * Reads the claims of a verified token.
	 * @throws BadJwtException when a claim is missing that each of our tokens has, or is
	 * nothing that we would write there
	 */
	static AccessToken of(JWTClaimsSet token) {
		try {
			String scope = token.getStringClaim("scope");
			String grantId = token.getStringClaim(AccessTokenClaims.GRANT_ID);
			return new AccessToken(present(token.getJWTID()), present(token.getIssuer()), present(token.getSubject()),
					present(token.getStringClaim("client_id")), audience(token),
					(scope == null) ? Set.of() : Set.copyOf(Arrays.asList(scope.split(" "))),
					strings(token, AccessTokenClaims.ROLES), present(token.getIssueTime()).toInstant(),
					present(token.getExpirationTime()).toInstant(), (grantId == null) ? null : UUID.fromString(grantId),
					instant(token, IdTokenClaimNames.AUTH_TIME), token.getStringClaim(IdTokenClaimNames.ACR),
					object(token, AccessTokenClaims.ACTOR), object(token, AccessTokenClaims.MAY_ACT),
					Set.copyOf(strings(token, AccessTokenClaims.USERINFO_CLAIMS)));
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new BadJwtException("A claim is nothing that we write there", ex);
		}
	}

	private static List<String> audience(JWTClaimsSet token) {
		return present(token.getAudience().isEmpty() ? null : token.getAudience());
	}

	private static @Nullable Instant instant(JWTClaimsSet token, String claim) throws ParseException {
		Date date = token.getDateClaim(claim);
		return (date == null) ? null : date.toInstant();
	}

	private static List<String> strings(JWTClaimsSet token, String claim) throws ParseException {
		List<String> strings = token.getStringListClaim(claim);
		return (strings == null) ? List.of() : strings;
	}

	private static Map<String, Object> object(JWTClaimsSet token, String claim) throws ParseException {
		Map<String, Object> object = token.getJSONObjectClaim(claim);
		return (object == null) ? Map.of() : object;
	}

	private static <T> T present(@Nullable T claim) {
		if (claim == null) {
			throw new BadJwtException("A claim is missing");
		}
		return claim;
	}

}
