package dev.signet.protocol.request;

import java.util.regex.Pattern;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * How scopes are written (RFC 6749 §3.3): names of visible ASCII without quote and
 * backslash, one blank between two. The framework's converters split at each blank, and
 * take the nothing between two of them for a scope. It never authenticates anybody.
 */
public final class ScopeSyntax implements AuthenticationConverter {

	private static final Pattern SCOPES = Pattern
		.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");

	/** Whether this is a list of scopes, with one at least. */
	public static boolean isKept(String scope) {
		return SCOPES.matcher(scope).matches();
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String scope = request.getParameter("scope");
		if (scope != null && !scope.isEmpty() && !isKept(scope)) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.SCOPE_MALFORMED, scope));
		}
		return null;
	}

}
