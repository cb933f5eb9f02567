package dev.signet.protocol.token;

import java.util.Set;
import java.util.UUID;

import dev.signet.grant.DeviceCodes;
import dev.signet.grant.DevicePoll;
import dev.signet.grant.GivenGrant;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

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
		RegisteredClient caller = AuthenticatedClient.ofGrant(request);
		DevicePoll poll = this.codes.poll(request.getDeviceCode(), UUID.fromString(caller.getId()));
		UUID grantId = poll.grantId();
		if (poll.state() != DevicePoll.State.APPROVED || grantId == null) {
			throw refusal(poll.state());
		}
		GivenGrant given = this.codes.given(grantId).orElseThrow(() -> refusal(Refusal.DEVICE_GRANT_ENDED));
		OAuth2AccessTokenAuthenticationToken answer = this.tokens.of(given, request, Set.of(), null);
		// Last, so that nothing is used up when a token cannot be made
		if (!this.codes.redeem(request.getDeviceCode(), answer.getRefreshToken())) {
			throw refusal(Refusal.DEVICE_CODE_WORTHLESS);
		}
		return answer;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(authentication);
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
