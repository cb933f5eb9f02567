package dev.signet.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.ClientClaim;
import dev.signet.client.Clients;
import dev.signet.key.SigningAlgorithm;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Decides what access tokens (RFC 9068) and ID tokens (OpenID Connect Core 1.0 §2) say,
 * and has them signed.
 */
@Component
public final class TokenContents {

	private final AccessTokenTarget target;

	private final Accounts accounts;

	private final Clients clients;

	private final Subjects subjects;

	private final SignatureChoice signatures;

	private final JwtEncoder encoder;

	private final PublicAddress address;

	private final Clock clock;

	TokenContents(AccessTokenTarget target, Accounts accounts, Clients clients, Subjects subjects,
			SignatureChoice signatures, JwtEncoder encoder, PublicAddress address, Clock clock) {
		this.target = target;
		this.accounts = accounts;
		this.clients = clients;
		this.subjects = subjects;
		this.signatures = signatures;
		this.encoder = encoder;
		this.address = address;
		this.clock = clock;
	}

	/**
	 * An access token. Its scopes are those that it says it has: a {@code resource} may
	 * have left some out.
	 * @param exchange what was decided when it is given for another token, or null
	 * @throws OAuth2AuthenticationException with {@code invalid_target} when the request
	 * names a resource that was not granted
	 */
	public OAuth2AccessToken accessToken(TokenBasis basis, @Nullable Exchange exchange) {
		Client client = client(basis);
		AccessTokenTarget.Target target = this.target.of(basis, client);
		Set<String> granted = target.scopes();
		JwtClaimsSet.Builder claims = claims(client.accessTokenLifetime());
		claims.id(UUID.randomUUID().toString());
		claims.subject(client.clientId());
		claims.audience(target.audience());
		claims.claim(OAuth2ParameterNames.CLIENT_ID, client.clientId());
		if (!granted.isEmpty()) {
			claims.claim(OAuth2ParameterNames.SCOPE, String.join(" ", granted));
		}
		TokenBasis.Giver giver = basis.giver();
		if (giver != null) {
			SignedInAccount person = giver.person();
			claims.claim(AccessTokenClaims.GRANT_ID, giver.grantId().toString());
			about(person, client, claims);
			Set<String> userInfoClaims = basis.particulars().userInfoClaims();
			if (granted.contains(OidcScopes.OPENID) && !userInfoClaims.isEmpty()) {
				claims.claim(AccessTokenClaims.USERINFO_CLAIMS, userInfoClaims.stream().sorted().toList());
			}
			own(client, person, ClientClaim::inAccessToken, granted).forEach(claims::claim);
			if (granted.contains("roles")) {
				claims.claim(AccessTokenClaims.ROLES, person.roles().stream().sorted().toList());
			}
		}
		if (exchange != null) {
			exchange.describe(claims);
		}
		Jwt token = signed(JwsHeader.with(this.signatures.of(client.accessTokenAlgorithm())).type("at+jwt"), claims);
		return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(), token.getIssuedAt(),
				token.getExpiresAt(), granted);
	}

	/**
	 * The ID token of a grant that a person gave.
	 * @param nonce what it must repeat, or null
	 * @param beside the access token that goes out with it
	 */
	public String idToken(TokenBasis basis, @Nullable String nonce, OAuth2AccessToken beside) {
		Client client = client(basis);
		SignedInAccount person = Objects.requireNonNull(basis.giver()).person();
		SigningAlgorithm algorithm = this.signatures.of(client.idTokenAlgorithm());
		JwtClaimsSet.Builder claims = claims(client.idTokenLifetime());
		about(person, client, claims);
		claims.audience(List.of(client.clientId()));
		claims.claim(IdTokenClaimNames.AZP, client.clientId());
		if (StringUtils.hasText(nonce)) {
			claims.claim(IdTokenClaimNames.NONCE, nonce);
		}
		// Of the session in which the grant was given, which need not be the newest
		claims.claim("sid", person.sessionId().toString());
		claims.claim(IdTokenClaimNames.AMR, AuthenticationMethods.references(person.factors()));
		own(client, person, ClientClaim::inIdToken, basis.scopes()).forEach(claims::claim);
		askedByName(person, basis.particulars().idTokenClaims()).forEach(claims::claim);
		claims.claim(IdTokenClaimNames.AT_HASH, leftHalfHash(beside, algorithm.hash()));
		return signed(JwsHeader.with(algorithm), claims).getTokenValue();
	}

	private Client client(TokenBasis basis) {
		return this.clients.findByClientId(basis.clientId()).orElseThrow();
	}

	private JwtClaimsSet.Builder claims(Duration lifetime) {
		Instant now = this.clock.instant();
		return JwtClaimsSet.builder()
			.issuer(this.address.issuer().toString())
			.issuedAt(now)
			.expiresAt(now.plus(lifetime));
	}

	/** Who the person is to the client, and how and when they have proved that. */
	private void about(SignedInAccount person, Client client, JwtClaimsSet.Builder claims) {
		claims.subject(this.subjects.of(client, person.accountId()));
		person.provedAt().ifPresent((at) -> claims.claim(IdTokenClaimNames.AUTH_TIME, at.getEpochSecond()));
		claims.claim(IdTokenClaimNames.ACR, AuthenticationContext.reference(person.factors()));
	}

	private Map<String, Object> own(Client client, SignedInAccount person, Predicate<ClientClaim> place,
			Set<String> scopes) {
		return OwnClaims.of(client, place, () -> this.accounts.find(person.accountId()).orElseThrow(), scopes);
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

	private Jwt signed(JwsHeader.Builder header, JwtClaimsSet.Builder claims) {
		return this.encoder.encode(JwtEncoderParameters.from(header.build(), claims.build()));
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
