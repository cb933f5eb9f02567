package dev.signet.protocol.device;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.grant.DeviceCodes;
import dev.signet.grant.IssuedDeviceCode;
import dev.signet.grant.TooManyDeviceCodes;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.session.Device;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.util.Assert;

/**
 * Issues device and user codes (RFC 8628 §3.2). The framework's provider keeps them as an
 * authorization, without a limit to how many, and knows no interval.
 */
final class DeviceAuthorizationProvider implements AuthenticationProvider {

	private final DeviceCodes codes;

	DeviceAuthorizationProvider(DeviceCodes codes) {
		this.codes = codes;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2DeviceAuthorizationRequestAuthenticationToken request = (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.of(client);
		if (!caller.getAuthorizationGrantTypes().contains(AuthorizationGrantType.DEVICE_CODE)) {
			throw refusal(RefusalError.of(Refusal.GRANT_TYPE_NOT_REGISTERED));
		}
		Set<String> scopes = request.getScopes();
		String asked = String.join(" ", new TreeSet<>(scopes));
		if (scopes.isEmpty()) {
			throw refusal(RefusalError.of(Refusal.SCOPE_MALFORMED));
		}
		if (!caller.getScopes().containsAll(scopes)) {
			throw refusal(RefusalError.of(Refusal.SCOPE_NOT_REGISTERED, asked,
					String.join(" ", new TreeSet<>(caller.getScopes()))));
		}
		Device origin = (Device) request.getAdditionalParameters().get(DeviceAuthorizationConverter.ORIGIN);
		Assert.state(origin != null, "a request comes from somewhere");
		try {
			IssuedDeviceCode issued = this.codes.issue(UUID.fromString(caller.getId()), scopes, origin);
			OAuth2DeviceAuthorizationRequestAuthenticationToken answer = new OAuth2DeviceAuthorizationRequestAuthenticationToken(
					client, scopes, issued.deviceCode(), issued.userCode());
			answer.setDetails(issued.interval());
			return answer;
		}
		catch (TooManyDeviceCodes ex) {
			throw refusal(RefusalError.of(Refusal.DEVICE_CODES_TOO_MANY));
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2DeviceAuthorizationRequestAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private static OAuth2AuthenticationException refusal(RefusalError error) {
		return new OAuth2AuthenticationException(error);
	}

}
