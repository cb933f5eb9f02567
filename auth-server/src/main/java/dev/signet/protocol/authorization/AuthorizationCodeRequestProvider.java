package dev.signet.protocol.authorization;

import java.util.Map;

import dev.signet.client.Clients;
import dev.signet.consent.Particulars;
import dev.signet.grant.AuthorizationCodes;
import dev.signet.grant.CodeBinding;
import dev.signet.session.SessionAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.util.Assert;

/**
 * Issues the code for a request that has passed the rules, of a person for whom nothing
 * is missing. The framework's provider would look client and consent up again, and put an
 * address together that nobody reads.
 */
final class AuthorizationCodeRequestProvider implements AuthenticationProvider {

	private final Clients clients;

	private final AuthorizationCodes codes;

	AuthorizationCodeRequestProvider(Clients clients, AuthorizationCodes codes) {
		this.clients = clients;
		this.codes = codes;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
		Assert.state(asked.getPrincipal() instanceof SessionAuthentication, "nobody gets this far unless signed in");
		SessionAuthentication session = (SessionAuthentication) asked.getPrincipal();
		Map<String, Object> parameters = asked.getAdditionalParameters();
		Particulars particulars = (Particulars) parameters.get(Particulars.class.getName());
		Assert.state(particulars != null, "the converter has read the request");
		OAuth2AuthorizationCode code = this.codes.issue(this.clients.findByClientId(asked.getClientId()).orElseThrow(),
				session.getPrincipal(), asked.getScopes(), particulars,
				new CodeBinding(text(parameters, OAuth2ParameterNames.REDIRECT_URI),
						text(parameters, OidcParameterNames.NONCE),
						text(parameters, PkceParameterNames.CODE_CHALLENGE)));
		return new OAuth2AuthorizationCodeRequestAuthenticationToken(asked.getAuthorizationUri(), asked.getClientId(),
				session, code, asked.getRedirectUri(), asked.getState(), asked.getScopes());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2AuthorizationCodeRequestAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private static @Nullable String text(Map<String, Object> parameters, String name) {
		return (String) parameters.get(name);
	}

}
