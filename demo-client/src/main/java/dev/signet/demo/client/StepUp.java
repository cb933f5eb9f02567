package dev.signet.demo.client;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Asks the server for a stronger sign-in where the API wants one: its {@code acr_values}
 * go on with the next authorization request (RFC 9470 §4).
 */
final class StepUp implements OAuth2AuthorizationRequestResolver {

	private static final String ACR_VALUES = "acr_values";

	private final OAuth2AuthorizationRequestResolver requests;

	StepUp(ClientRegistrationRepository registrations) {
		this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
		return stronger(this.requests.resolve(request), request);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
		return stronger(this.requests.resolve(request, registrationId), request);
	}

	private static @Nullable OAuth2AuthorizationRequest stronger(@Nullable OAuth2AuthorizationRequest asked,
			HttpServletRequest request) {
		String acrValues = request.getParameter(ACR_VALUES);
		if (asked == null || acrValues == null) {
			return asked;
		}
		return OAuth2AuthorizationRequest.from(asked)
			.additionalParameters((all) -> all.put(ACR_VALUES, acrValues))
			.build();
	}

}
