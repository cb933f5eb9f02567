package dev.signet.protocol;

import java.time.Clock;
import java.util.stream.Stream;

import dev.signet.account.Accounts;
import dev.signet.client.Clients;
import dev.signet.grant.Grants;
import dev.signet.grant.RefreshTokenGenerator;
import dev.signet.token.TokenReader;

import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * The endpoints that clients call by themselves: token (RFC 6749 §3.2), introspection
 * (RFC 7662), revocation (RFC 7009) and userinfo (OpenID Connect Core 1.0 §5.3).
 */
@Component
class TokenEndpoints {

	private final TokenReader reader;

	private final StandingTokens tokens;

	private final Grants grants;

	private final Accounts accounts;

	private final Clients clients;

	private final ProtocolErrors errors;

	private final BearerErrors bearerErrors;

	private final OAuth2TokenGenerator<OAuth2Token> generator;

	TokenEndpoints(TokenReader reader, StandingTokens tokens, Grants grants, Accounts accounts, Clients clients,
			ProtocolErrors errors, BearerErrors bearerErrors, JwtEncoder encoder,
			OAuth2TokenCustomizer<JwtEncodingContext> contents, RefreshTokenGenerator refreshTokens, Clock clock) {
		this.reader = reader;
		this.tokens = tokens;
		this.grants = grants;
		this.accounts = accounts;
		this.clients = clients;
		this.errors = errors;
		this.bearerErrors = bearerErrors;
		JwtGenerator jwts = new JwtGenerator(encoder);
		jwts.setJwtCustomizer(contents);
		jwts.setClock(clock);
		this.generator = new DelegatingOAuth2TokenGenerator(jwts, refreshTokens);
	}

	void configure(OAuth2AuthorizationServerConfigurer server) {
		server.tokenGenerator(this.generator);
		server.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverters((converters) -> {
			converters.clear();
			Stream
				.of(new OAuth2AuthorizationCodeAuthenticationConverter(),
						new OAuth2RefreshTokenAuthenticationConverter(),
						new OAuth2ClientCredentialsAuthenticationConverter())
				.map(WithoutProofs::new)
				.map(GrantTypeRules::new)
				.forEach(converters::add);
		}).errorResponseHandler(this.errors));
		server.tokenIntrospectionEndpoint((endpoint) -> endpoint.authenticationProviders((providers) -> {
			providers.clear();
			providers
				.add(new IntrospectionProvider(this.reader, this.tokens, this.grants, this.accounts, this.clients));
		}).errorResponseHandler(this.errors));
		server.tokenRevocationEndpoint((endpoint) -> endpoint.authenticationProviders((providers) -> {
			providers.clear();
			providers.add(new RevocationProvider(this.reader, this.grants));
		}).errorResponseHandler(this.errors));
		server.oidc((oidc) -> oidc.userInfoEndpoint((endpoint) -> endpoint.authenticationProviders((providers) -> {
			providers.clear();
			providers.add(new UserInfoProvider(this.tokens));
		}).errorResponseHandler(this.bearerErrors)));
	}

}
