package dev.signet.protocol.device;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.session.Device;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a device authorization request (RFC 8628 §3.1) and, besides what the framework's
 * converter reads, where it comes from, to be shown to the person who decides (§5.4).
 */
final class DeviceAuthorizationConverter implements AuthenticationConverter {

	/** Names the place of origin among the additional parameters. */
	static final String ORIGIN = Device.class.getName();

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		Authentication client = SecurityContextHolder.getContext().getAuthentication();
		if (client == null) {
			return null;
		}
		String scope = request.getParameter("scope");
		Set<String> scopes = (scope == null || scope.isBlank()) ? Set.of()
				: new TreeSet<>(Arrays.asList(scope.split(" ")));
		Device origin = new Device(request.getHeader(HttpHeaders.USER_AGENT), request.getRemoteAddr());
		return new OAuth2DeviceAuthorizationRequestAuthenticationToken(client, request.getRequestURI(), scopes,
				Map.of(ORIGIN, origin));
	}

}
