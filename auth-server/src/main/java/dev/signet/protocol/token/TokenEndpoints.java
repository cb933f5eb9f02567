package dev.signet.protocol.token;

import java.util.List;
import java.util.stream.Stream;

import dev.signet.client.ClientIssuances;
import dev.signet.client.Clients;
import dev.signet.client.Scopes;
import dev.signet.grant.AuthorizationCodes;
import dev.signet.grant.DeviceCodes;
import dev.signet.grant.Grants;
import dev.signet.grant.RefreshTokenGenerator;
import dev.signet.grant.RefreshTokens;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.protocol.introspection.StandingTokens;
import dev.signet.protocol.request.ScopeSyntax;
import dev.signet.token.TokenContents;
import dev.signet.token.TokenReader;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
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

	private final TokenAnswers answers;

	private final List<AuthenticationProvider> providers;

	TokenEndpoints(TokenReader reader, StandingTokens tokens, Grants grants, Clients clients, ProtocolErrors errors,
			TokenContents contents, RefreshTokenGenerator refreshTokenGenerator, AuthorizationCodes codes,
			RefreshTokens refreshTokens, DeviceCodes deviceCodes, ExchangePolicy exchangePolicy, Scopes scopes,
			ClientIssuances issuances) {
		this.reader = reader;
		this.grants = grants;
		this.errors = errors;
		this.answers = new TokenAnswers(issuances);
		GeneratedTokens generated = new GeneratedTokens(contents, refreshTokenGenerator, scopes);
		this.providers = List.of(new AuthorizationCodeProvider(codes, generated),
				new RefreshTokenProvider(refreshTokens, generated), new ClientCredentialsProvider(generated),
				new DeviceCodeProvider(deviceCodes, generated),
				new TokenExchangeProvider(exchangePolicy, reader, tokens, grants, clients, contents));
	}

	/** Lets the framework give and end tokens as we promise. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.tokenGenerator(TokenEndpoints::unused);
		server.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverters((converters) -> {
			converters.clear();
			converters.add(new ScopeSyntax());
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

	/** Whoever asks is a provider of the framework that should not be in use. */
	private static OAuth2Token unused(OAuth2TokenContext context) {
		throw new UnsupportedOperationException("Tokens are made by the token package");
	}

}
