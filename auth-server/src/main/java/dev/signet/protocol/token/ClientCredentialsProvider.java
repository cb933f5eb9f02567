package dev.signet.protocol.token;

import java.util.Set;
import java.util.TreeSet;

import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Gives a client a token for itself (RFC 6749 §4.4). The token speaks for itself, so
 * nothing is stored, as the framework's provider would.
 */
final class ClientCredentialsProvider implements AuthenticationProvider {

	private final GeneratedTokens tokens;

	ClientCredentialsProvider(GeneratedTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2ClientCredentialsAuthenticationToken request = (OAuth2ClientCredentialsAuthenticationToken) authentication;
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.ofGrant(request);
		Set<String> asked = request.getScopes();
		if (!caller.getScopes().containsAll(asked)) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.SCOPE_NOT_REGISTERED,
					String.join(" ", new TreeSet<>(asked)), String.join(" ", new TreeSet<>(caller.getScopes()))));
		}
		return new OAuth2AccessTokenAuthenticationToken(caller, client, this.tokens.ofClient(request, caller, asked));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
