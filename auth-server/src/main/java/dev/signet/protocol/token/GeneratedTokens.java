package dev.signet.protocol.token;

import java.util.Collections;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.util.Assert;

/**
 * Has tokens made for the providers of our own grants, as the framework does for its own.
 */
final class GeneratedTokens {

	private static final OAuth2TokenType ID_TOKEN = new OAuth2TokenType(OidcParameterNames.ID_TOKEN);

	private final OAuth2TokenGenerator<OAuth2Token> generator;

	GeneratedTokens(OAuth2TokenGenerator<OAuth2Token> generator) {
		this.generator = generator;
	}

	OAuth2AccessToken accessToken(DefaultOAuth2TokenContext.Builder context) {
		OAuth2TokenContext complete = context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build();
		Jwt token = generate(complete, Jwt.class);
		return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(), token.getIssuedAt(),
				token.getExpiresAt(), complete.getAuthorizedScopes());
	}

	OAuth2RefreshToken refreshToken(DefaultOAuth2TokenContext.Builder context) {
		return generate(context.tokenType(OAuth2TokenType.REFRESH_TOKEN).build(), OAuth2RefreshToken.class);
	}

	OidcIdToken idToken(DefaultOAuth2TokenContext.Builder context) {
		Jwt token = generate(context.tokenType(ID_TOKEN).build(), Jwt.class);
		return new OidcIdToken(token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt(),
				Collections.unmodifiableMap(token.getClaims()));
	}

	private <T extends OAuth2Token> T generate(OAuth2TokenContext context, Class<T> type) {
		OAuth2Token token = this.generator.generate(context);
		Assert.state(type.isInstance(token), () -> "no " + type.getSimpleName() + " was made");
		return type.cast(token);
	}

}
