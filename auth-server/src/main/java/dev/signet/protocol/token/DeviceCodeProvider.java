package dev.signet.protocol.token;

import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.grant.DeviceCodes;
import dev.signet.grant.DevicePoll;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.util.Assert;

/**
 * Answers a device that polls (RFC 8628 §3.4, §3.5). The framework's provider knows no
 * {@code slow_down}, gives no ID token, and uses a code up without asking whether another
 * request did so a moment ago.
 */
final class DeviceCodeProvider implements AuthenticationProvider {

	private final DeviceCodes codes;

	private final GeneratedTokens tokens;

	DeviceCodeProvider(DeviceCodes codes, GeneratedTokens tokens) {
		this.codes = codes;
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2DeviceCodeAuthenticationToken request = (OAuth2DeviceCodeAuthenticationToken) authentication;
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.of(client);
		DevicePoll poll = this.codes.poll(request.getDeviceCode(), UUID.fromString(caller.getId()));
		UUID grantId = poll.grantId();
		if (poll.state() != DevicePoll.State.APPROVED || grantId == null) {
			throw refusal(poll.state());
		}
		OAuth2Authorization authorization = this.codes.authorization(grantId, caller)
			.orElseThrow(() -> refusal(Refusal.DEVICE_GRANT_ENDED));
		DefaultOAuth2TokenContext.Builder context = context(request, caller, authorization);
		OAuth2AccessToken accessToken = this.tokens.accessToken(context);
		OAuth2RefreshToken refreshToken = caller.getAuthorizationGrantTypes()
			.contains(AuthorizationGrantType.REFRESH_TOKEN) ? this.tokens.refreshToken(context) : null;
		Map<String, Object> more = new HashMap<>();
		if (authorization.getAuthorizedScopes().contains(OidcScopes.OPENID)) {
			OAuth2Authorization withAccessToken = OAuth2Authorization.from(authorization)
				.accessToken(accessToken)
				.build();
			more.put(OidcParameterNames.ID_TOKEN,
					this.tokens.idToken(context.authorization(withAccessToken)).getTokenValue());
		}
		// Last, so that nothing is used up when a token cannot be made
		if (!this.codes.redeem(request.getDeviceCode(), refreshToken)) {
			throw refusal(Refusal.DEVICE_CODE_WORTHLESS);
		}
		return new OAuth2AccessTokenAuthenticationToken(caller, client, accessToken, refreshToken, more);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private static DefaultOAuth2TokenContext.Builder context(OAuth2DeviceCodeAuthenticationToken request,
			RegisteredClient caller, OAuth2Authorization authorization) {
		Authentication person = authorization.getAttribute(Principal.class.getName());
		Assert.state(person != null, "a person has approved");
		return DefaultOAuth2TokenContext.builder()
			.registeredClient(caller)
			.principal(person)
			.authorizationServerContext(AuthorizationServerContextHolder.getContext())
			.authorization(authorization)
			.authorizedScopes(authorization.getAuthorizedScopes())
			.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
			.authorizationGrant(request);
	}

	private static OAuth2AuthenticationException refusal(DevicePoll.State state) {
		return refusal(switch (state) {
			case PENDING -> Refusal.DEVICE_DECISION_PENDING;
			case TOO_SOON -> Refusal.DEVICE_POLLS_TOO_OFTEN;
			case DENIED -> Refusal.DEVICE_DENIED;
			case EXPIRED -> Refusal.DEVICE_CODE_EXPIRED;
			case WORTHLESS, APPROVED -> Refusal.DEVICE_CODE_WORTHLESS;
		});
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal));
	}

}
