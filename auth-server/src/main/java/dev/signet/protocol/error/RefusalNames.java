package dev.signet.protocol.error;

import java.util.Map;
import java.util.Optional;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/**
 * Finds the name of what the framework refused without one. What is left of it at these
 * endpoints reads requests, and throws bare error codes when it cannot, so the request is
 * looked at once more.
 */
@Component
class RefusalNames {

	/** What a request cannot do without, by its grant type. */
	private static final Map<String, String> NEEDED = Map.of("authorization_code", "code", "refresh_token",
			"refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "device_code");

	private final Clients clients;

	RefusalNames(Clients clients) {
		this.clients = clients;
	}

	/** The refusal by its name. */
	RefusalError of(HttpServletRequest request, OAuth2Error error) {
		if (error instanceof RefusalError named) {
			return named;
		}
		return switch (error.getErrorCode()) {
			case OAuth2ErrorCodes.INVALID_REQUEST -> missing(request);
			case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE ->
				RefusalError.of(Refusal.GRANT_TYPE_UNSUPPORTED, request.getParameter("grant_type"));
			default -> RefusalError.other(error.getErrorCode());
		};
	}

	/** The client that a request names, when somebody looked it up a moment ago. */
	Optional<Client> claimed(HttpServletRequest request) {
		return Optional.ofNullable(ClaimedClient.id(request)).flatMap(this.clients::remembered);
	}

	private static RefusalError missing(HttpServletRequest request) {
		if (!request.getRequestURI().endsWith("/oauth2/token")) {
			return RefusalError.of(Refusal.PARAMETER_MISSING, null, "token");
		}
		String grantType = request.getParameter("grant_type");
		if (grantType == null) {
			return RefusalError.of(Refusal.PARAMETER_MISSING, null, "grant_type");
		}
		String needed = NEEDED.get(grantType);
		String value = (needed == null) ? null : request.getParameter(needed);
		return RefusalError.of(Refusal.PARAMETER_MISSING, null, (value == null || value.isBlank()) ? needed : null);
	}

}
