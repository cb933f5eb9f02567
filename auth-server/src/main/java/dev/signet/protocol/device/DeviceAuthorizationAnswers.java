package dev.signet.protocol.device;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2DeviceAuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2DeviceAuthorizationResponseHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.util.Assert;

/**
 * Writes the answer that a device begins with (RFC 8628 §3.2). Unlike the framework's it
 * tells the interval, and takes the address of the page from our settings, not from the
 * request.
 */
final class DeviceAuthorizationAnswers implements AuthenticationSuccessHandler {

	private final OAuth2DeviceAuthorizationResponseHttpMessageConverter converter = new OAuth2DeviceAuthorizationResponseHttpMessageConverter();

	private final String page;

	DeviceAuthorizationAnswers(PublicAddress address) {
		this.page = address.issuer() + "/device";
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException {
		OAuth2DeviceAuthorizationRequestAuthenticationToken answer = (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
		OAuth2DeviceCode deviceCode = answer.getDeviceCode();
		OAuth2UserCode userCode = answer.getUserCode();
		Duration interval = (Duration) answer.getDetails();
		Assert.state(deviceCode != null && userCode != null && interval != null, "codes were issued");
		this.converter.write(OAuth2DeviceAuthorizationResponse.with(deviceCode, userCode)
			.verificationUri(this.page)
			.verificationUriComplete(this.page + "?user_code=" + userCode.getTokenValue())
			.expiresIn(ChronoUnit.SECONDS.between(deviceCode.getIssuedAt(), deviceCode.getExpiresAt()))
			.interval(interval.toSeconds())
			.build(), null, new ServletServerHttpResponse(response));
	}

}
