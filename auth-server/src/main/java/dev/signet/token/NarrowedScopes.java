package dev.signet.token;

import java.util.Optional;
import java.util.Set;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Tells the token response which scopes its access token has, when a {@code resource}
 * left some out (RFC 6749 §5.1). The framework's provider knows only those that were
 * granted.
 */
public final class NarrowedScopes {

	private static final String KEY = NarrowedScopes.class.getName();

	private NarrowedScopes() {
	}

	static void remember(Set<String> scopes) {
		RequestContextHolder.currentRequestAttributes().setAttribute(KEY, scopes, RequestAttributes.SCOPE_REQUEST);
	}

	/**
	 * The scopes of the access token made in this request, empty when it has all that
	 * were granted.
	 */
	@SuppressWarnings("unchecked")
	public static Optional<Set<String>> ofThisRequest() {
		return Optional.ofNullable((Set<String>) RequestContextHolder.currentRequestAttributes()
			.getAttribute(KEY, RequestAttributes.SCOPE_REQUEST));
	}

}
