package dev.signet.protocol.authentication;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import dev.signet.protocol.error.FormBody;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Rules for every request that a client sends by itself, before its authentication is
 * looked at: a form (RFC 6749 §3.2), each parameter in it once, one way to authenticate
 * (§2.3), no parameter of ours in the query, and a client id that somebody may have. It
 * never authenticates anybody.
 */
final class ClientRequestRules implements AuthenticationConverter {

	private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");

	/** RFC 6749 appendix A.1, and not blank, which the framework cannot carry. */
	private static final Pattern CLIENT_ID = Pattern.compile("(?=.*[!-~])[ -~]+");

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		FormBody.refusal(request).ifPresent((error) -> {
			throw refusal(error);
		});
		request.getParameterMap().forEach((name, values) -> {
			if (values.length > 1 && !name.equals("resource") && !name.equals("audience")) {
				throw refusal(RefusalError.of(Refusal.PARAMETER_REPEATED, shown(name)));
			}
		});
		int headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size();
		boolean posted = sent(request, "client_secret");
		boolean asserted = sent(request, "client_assertion") || sent(request, "client_assertion_type");
		if (headers + (posted ? 1 : 0) + (asserted ? 1 : 0) > 1) {
			throw refusal(RefusalError.of(Refusal.TWO_METHODS));
		}
		if (asserted && !sent(request, "client_assertion")) {
			throw refusal(RefusalError.of(Refusal.ASSERTION_MALFORMED));
		}
		if (request.getQueryString() != null) {
			throw refusal(RefusalError.of(Refusal.PARAMETER_IN_QUERY, shown(request.getQueryString().split("=")[0])));
		}
		for (String name : List.of("grant_type", "code")) {
			if ("".equals(request.getParameter(name))) {
				throw refusal(RefusalError.of(Refusal.PARAMETER_MISSING, null, name));
			}
		}
		if (sent(request, "client_id") && !mayBeClientId(request.getParameter("client_id"))) {
			throw refusal(RefusalError.of(Refusal.CLIENT_UNKNOWN));
		}
		return null;
	}

	/**
	 * Whether a client could have this id; one that came from outside may be anything.
	 */
	static boolean mayBeClientId(String value) {
		return CLIENT_ID.matcher(value).matches();
	}

	/** What has no value counts as left out (RFC 6749 §3.2). */
	static boolean sent(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		return value != null && !value.isEmpty();
	}

	private static OAuth2AuthenticationException refusal(RefusalError error) {
		return new OAuth2AuthenticationException(error);
	}

	/** A name as the standards give them; anything else may be a secret gone astray. */
	private static @Nullable String shown(String name) {
		return NAME.matcher(name).matches() ? name : null;
	}

}
