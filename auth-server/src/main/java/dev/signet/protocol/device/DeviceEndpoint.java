package dev.signet.protocol.device;

import java.io.IOException;

import dev.signet.grant.DeviceCodes;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.protocol.request.ScopeSyntax;
import dev.signet.web.PublicAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/**
 * The endpoint at which devices begin (RFC 8628 §3.1). Where they end, with a person at
 * {@code /device}, is a page of ours; the framework's endpoint for that is out of reach.
 */
@Component
public class DeviceEndpoint {

	/** Seconds after which a place may be free again. */
	private static final String RETRY_AFTER = "60";

	private final DeviceCodes codes;

	private final DeviceAuthorizationAnswers answers;

	private final ProtocolErrors errors;

	DeviceEndpoint(DeviceCodes codes, PublicAddress address, ProtocolErrors errors) {
		this.codes = codes;
		this.answers = new DeviceAuthorizationAnswers(address);
		this.errors = errors;
	}

	/** Takes the place of the framework's own answers. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.deviceAuthorizationEndpoint((endpoint) -> endpoint.deviceAuthorizationRequestConverters((converters) -> {
			converters.clear();
			converters.add(new ScopeSyntax());
			converters.add(new DeviceAuthorizationConverter());
		}).authenticationProviders((providers) -> {
			providers.clear();
			providers.add(new DeviceAuthorizationProvider(this.codes));
		}).deviceAuthorizationResponseHandler(this.answers).errorResponseHandler(this::refuse));
		server.deviceVerificationEndpoint(
				(endpoint) -> endpoint.authenticationProviders((providers) -> providers.clear()));
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
			throws IOException, ServletException {
		if (refusal instanceof OAuth2AuthenticationException protocol
				&& protocol.getError().getErrorCode().equals(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE)) {
			response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
		}
		this.errors.onAuthenticationFailure(request, response, refusal);
	}

}
