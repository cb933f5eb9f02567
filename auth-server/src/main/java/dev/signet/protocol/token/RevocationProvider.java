package dev.signet.protocol.token;

import dev.signet.grant.Grants;
import dev.signet.grant.RevokeReason;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.token.TokenReader;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Revokes tokens for the client that has them (RFC 7009 §2). A token of another client is
 * left alone, and the answer does not tell. A refresh token takes its grant with it, an
 * access token only itself. A refresh token that was rotated away does so too: it may
 * still be good for a moment, and who ends one wants nothing of its family to live.
 */
final class RevocationProvider implements AuthenticationProvider {

	private final TokenReader reader;

	private final Grants grants;

	RevocationProvider(TokenReader reader, Grants grants) {
		this.reader = reader;
		this.grants = grants;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenRevocationAuthenticationToken request = (OAuth2TokenRevocationAuthenticationToken) authentication;
		RegisteredClient caller = AuthenticatedClient.of((Authentication) request.getPrincipal());
		if (Grants.looksLikeRefreshToken(request.getToken())) {
			this.grants.findByRefreshToken(request.getToken())
				.filter((grant) -> grant.clientId().toString().equals(caller.getId()))
				.ifPresent((grant) -> this.grants.revoke(grant, RevokeReason.REVOKED_BY_CLIENT));
		}
		else {
			revokeAccessToken(request.getToken(), caller);
		}
		return request;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
	}

	/** What is not a token of ours, or has expired, needs no revoking (RFC 7009 §2.2). */
	private void revokeAccessToken(String value, RegisteredClient caller) {
		this.reader.accessToken(value)
			.filter((token) -> token.clientId().equals(caller.getClientId()))
			.ifPresent((token) -> this.grants.revokeAccessToken(token.clientId(), token.id(), token.expiresAt()));
	}

}
