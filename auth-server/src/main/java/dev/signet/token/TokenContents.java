package dev.signet.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.ClientClaim;
import dev.signet.client.Clients;
import dev.signet.consent.Particulars;
import dev.signet.key.SigningAlgorithm;
import dev.signet.session.SessionAuthentication;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Decides what access tokens (RFC 9068) and ID tokens (OpenID Connect Core 1.0 §2) say.
 */
@Component
class TokenContents implements OAuth2TokenCustomizer<JwtEncodingContext> {

	private final AccessTokenTarget target;

	private final Accounts accounts;

	private final Clients clients;

	private final Subjects subjects;

	private final SignatureChoice signatures;

	TokenContents(AccessTokenTarget target, Accounts accounts, Clients clients, Subjects subjects,
			SignatureChoice signatures) {
		this.target = target;
		this.accounts = accounts;
		this.clients = clients;
		this.subjects = subjects;
		this.signatures = signatures;
	}

	@Override
	public void customize(JwtEncodingContext context) {
		if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
			accessToken(context);
		}
		else {
			idToken(context);
		}
	}

	private void accessToken(JwtEncodingContext context) {
		Client client = client(context);
		context.getJwsHeader().type("at+jwt").algorithm(this.signatures.of(client.accessTokenAlgorithm()));
		JwtClaimsSet.Builder claims = context.getClaims();
		Particulars particulars = particulars(context);
		AccessTokenTarget.Target target = this.target.of(context, particulars);
		Set<String> granted = target.scopes();
		claims.audience(target.audience());
		claims.claim(OAuth2ParameterNames.CLIENT_ID, context.getRegisteredClient().getClientId());
		claims.claims((all) -> all.keySet().removeAll(Set.of(JwtClaimNames.NBF, OAuth2ParameterNames.SCOPE)));
		if (!granted.isEmpty()) {
			claims.claim(OAuth2ParameterNames.SCOPE, String.join(" ", granted));
		}
		if (context.getPrincipal() instanceof SessionAuthentication authentication) {
			SignedInAccount person = authentication.getPrincipal();
			claims.subject(this.subjects.of(client, person.accountId()));
			OAuth2Authorization authorization = context.getAuthorization();
			if (authorization != null) {
				claims.claim(AccessTokenClaims.GRANT_ID, authorization.getId());
			}
			person.provedAt().ifPresent((at) -> claims.claim(IdTokenClaimNames.AUTH_TIME, at.getEpochSecond()));
			claims.claim(IdTokenClaimNames.ACR, AuthenticationContext.reference(person.factors()));
			Set<String> userInfoClaims = particulars.userInfoClaims();
			if (granted.contains(OidcScopes.OPENID) && !userInfoClaims.isEmpty()) {
				claims.claim(AccessTokenClaims.USERINFO_CLAIMS, userInfoClaims.stream().sorted().toList());
			}
			own(client, person, ClientClaim::inAccessToken, granted).forEach(claims::claim);
			if (granted.contains("roles")) {
				claims.claim(AccessTokenClaims.ROLES, person.roles().stream().sorted().toList());
			}
		}
		Exchange.of(context).ifPresent((exchange) -> exchange.describe(claims));
	}

	private void idToken(JwtEncodingContext context) {
		Client client = client(context);
		SigningAlgorithm algorithm = this.signatures.of(client.idTokenAlgorithm());
		context.getJwsHeader().algorithm(algorithm);
		JwtClaimsSet.Builder claims = context.getClaims();
		if (context.getPrincipal() instanceof SessionAuthentication authentication) {
			SignedInAccount person = authentication.getPrincipal();
			claims.subject(this.subjects.of(client, person.accountId()));
			// Of the session in which the grant was given, which need not be the newest
			claims.claim("sid", person.sessionId().toString());
			person.provedAt().ifPresent((at) -> claims.claim(IdTokenClaimNames.AUTH_TIME, Date.from(at)));
			own(client, person, ClientClaim::inIdToken, context.getAuthorizedScopes()).forEach(claims::claim);
			claims.claim(IdTokenClaimNames.ACR, AuthenticationContext.reference(person.factors()));
			claims.claim(IdTokenClaimNames.AMR, AuthenticationMethods.references(person.factors()));
			askedByName(person, particulars(context).idTokenClaims()).forEach(claims::claim);
		}
		Duration lifetime = client.idTokenLifetime();
		claims.claims((all) -> {
			all.remove(JwtClaimNames.JTI);
			if (all.get(JwtClaimNames.IAT) instanceof Instant issuedAt) {
				all.put(JwtClaimNames.EXP, issuedAt.plus(lifetime));
			}
		});
		OAuth2Authorization authorization = context.getAuthorization();
		if (authorization != null && authorization.getAccessToken() != null) {
			claims.claim(IdTokenClaimNames.AT_HASH,
					leftHalfHash(authorization.getAccessToken().getToken(), algorithm.hash()));
		}
	}

	private Map<String, Object> own(Client client, SignedInAccount person, Predicate<ClientClaim> place,
			Set<String> scopes) {
		return OwnClaims.of(client, place, () -> this.accounts.find(person.accountId()).orElseThrow(), scopes);
	}

	private Client client(JwtEncodingContext context) {
		return this.clients.findByClientId(context.getRegisteredClient().getClientId()).orElseThrow();
	}

	/** What the client wants in the ID token itself (OpenID Connect Core 1.0 §5.5). */
	private Map<String, Object> askedByName(SignedInAccount person, Set<String> names) {
		if (names.isEmpty()) {
			return Map.of();
		}
		Map<String, Object> claims = new HashMap<>(this.accounts.find(person.accountId())
			.map((account) -> UserClaims.of(account, Set.of(), names))
			.orElse(Map.of()));
		claims.remove(IdTokenClaimNames.SUB);
		return claims;
	}

	private static Particulars particulars(JwtEncodingContext context) {
		OAuth2Authorization authorization = context.getAuthorization();
		Particulars particulars = (authorization == null) ? null
				: authorization.getAttribute(Particulars.class.getName());
		return (particulars == null) ? Particulars.NONE : particulars;
	}

	/**
	 * Binds the ID token to the access token beside it (OpenID Connect Core 1.0
	 * §3.1.3.6).
	 */
	private static String leftHalfHash(OAuth2AccessToken accessToken, String algorithm) {
		try {
			byte[] hash = MessageDigest.getInstance(algorithm)
				.digest(accessToken.getTokenValue().getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
