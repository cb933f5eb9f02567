package dev.signet.protocol.authentication;

import java.util.regex.Pattern;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * HTTP Basic (RFC 6749 §2.3.1). A malformed header is failed authentication like any
 * other, where the framework says {@code invalid_request}; and a client that names itself
 * in the body too is the same.
 */
final class BasicAuthenticationConverter implements AuthenticationConverter {

	/** RFC 6749 appendix A.1. */
	private static final Pattern VISIBLE_ASCII = Pattern.compile("[ -~]*");

	private final AuthenticationConverter framework = new ClientSecretBasicAuthenticationConverter();

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		Authentication client = decode(request);
		String named = request.getParameter("client_id");
		if (client != null && named != null && !named.isEmpty() && !named.equals(client.getName())) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.CLIENT_IDS_DIFFER));
		}
		return client;
	}

	private @Nullable Authentication decode(HttpServletRequest request) {
		try {
			Authentication client = this.framework.convert(request);
			if (client != null && !VISIBLE_ASCII.matcher(client.getName()).matches()) {
				throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
			}
			return client;
		}
		catch (OAuth2AuthenticationException ex) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.BASIC_MALFORMED));
		}
	}

}
