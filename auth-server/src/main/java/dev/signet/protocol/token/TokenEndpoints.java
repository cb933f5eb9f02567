package dev.signet.protocol.token;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import dev.signet.client.ClientIssuances;
import dev.signet.client.Clients;
import dev.signet.grant.AuthorizationCodes;
import dev.signet.grant.DeviceCodes;
import dev.signet.grant.Grants;
import dev.signet.grant.RefreshTokenGenerator;
import dev.signet.grant.RefreshTokens;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.protocol.introspection.StandingTokens;
import dev.signet.token.TokenReader;

import org.springframework.security.authentication.AuthenticationProvider;
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
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * The token endpoint (RFC 6749 §3.2) and the revocation endpoint (RFC 7009), at which
 * clients get tokens and end them.
 */
@Component
public class TokenEndpoints {

	private final TokenReader reader;

	private final Grants grants;

	private final ProtocolErrors errors;

	private final OAuth2TokenGenerator<OAuth2Token> generator;

	private final TokenAnswers answers;

	private final List<AuthenticationProvider> providers;

	TokenEndpoints(TokenReader reader, StandingTokens tokens, Grants grants, Clients clients, ProtocolErrors errors,
			JwtEncoder encoder, OAuth2TokenCustomizer<JwtEncodingContext> contents,
			RefreshTokenGenerator refreshTokenGenerator, AuthorizationCodes codes, RefreshTokens refreshTokens,
			DeviceCodes deviceCodes, ExchangePolicy exchangePolicy, ClientIssuances issuances, Clock clock) {
		this.reader = reader;
		this.grants = grants;
		this.errors = errors;
		this.answers = new TokenAnswers(issuances);
		JwtGenerator jwts = new JwtGenerator(encoder);
		jwts.setJwtCustomizer(contents);
		jwts.setClock(clock);
		this.generator = new DelegatingOAuth2TokenGenerator(jwts, refreshTokenGenerator);
		GeneratedTokens generated = new GeneratedTokens(this.generator);
		this.providers = List.of(new AuthorizationCodeProvider(codes, generated),
				new RefreshTokenProvider(refreshTokens, generated), new ClientCredentialsProvider(generated),
				new DeviceCodeProvider(deviceCodes, generated),
				new TokenExchangeProvider(exchangePolicy, reader, tokens, grants, clients, generated));
	}

	/** Lets the framework give and end tokens as we promise. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.tokenGenerator(this.generator);
		server.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverters((converters) -> {
			converters.clear();
			Stream
				.of(new OAuth2AuthorizationCodeAuthenticationConverter(),
						new OAuth2RefreshTokenAuthenticationConverter(),
						new OAuth2ClientCredentialsAuthenticationConverter(),
						new OAuth2DeviceCodeAuthenticationConverter(), new TokenExchangeConverter())
				.map(WithoutProofs::new)
				.forEach(converters::add);
		}).authenticationProviders((providers) -> {
			providers.clear();
			providers.addAll(this.providers);
		}).accessTokenResponseHandler(this.answers).errorResponseHandler(this.errors));
		server.tokenRevocationEndpoint((endpoint) -> endpoint.authenticationProviders((providers) -> {
			providers.clear();
			providers.add(new RevocationProvider(this.reader, this.grants));
		}).errorResponseHandler(this.errors));
	}

}
