package dev.signet.grant;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes refresh tokens: the first of a family at random, each later one from the token it
 * follows. Unlike the framework's generator it serves public clients too, whose tokens
 * are protected by rotation (RFC 9700 §2.2.2).
 */
@Component
public class RefreshTokenGenerator implements OAuth2TokenGenerator<OAuth2RefreshToken> {

	private final TokenSecrets secrets;

	private final Clock clock;

	RefreshTokenGenerator(TokenSecrets secrets, Clock clock) {
		this.secrets = secrets;
		this.clock = clock;
	}

	@Override
	public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
		if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
			return null;
		}
		Instant now = this.clock.instant();
		return new OAuth2RefreshToken(value(context), now,
				now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
	}

	private String value(OAuth2TokenContext context) {
		if (AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType())
				&& context.getAuthorizationGrant() instanceof OAuth2RefreshTokenAuthenticationToken request) {
			return this.secrets.successor(request.getRefreshToken());
		}
		return this.secrets.newRefreshToken();
	}

}
