package dev.signet.protocol.authentication;

import java.util.Map;
import java.util.Optional;

import dev.signet.protocol.error.BasicCredentials;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * HTTP Basic (RFC 6749 §2.3.1). A malformed header is failed authentication like any
 * other, where the framework's converter says {@code invalid_request}, or ends at a blank
 * client id; and a client that names itself in the body too is the same.
 */
final class BasicAuthenticationConverter implements AuthenticationConverter {

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		if (!BasicCredentials.isSentWith(request)) {
			return null;
		}
		OAuth2ClientAuthenticationToken client = BasicCredentials.of(request)
			.flatMap(BasicAuthenticationConverter::client)
			.orElseThrow(() -> new OAuth2AuthenticationException(RefusalError.of(Refusal.BASIC_MALFORMED)));
		String named = request.getParameter("client_id");
		if (named != null && !named.isEmpty() && !named.equals(client.getName())) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.CLIENT_IDS_DIFFER));
		}
		return client;
	}

	private static Optional<OAuth2ClientAuthenticationToken> client(BasicCredentials credentials) {
		return credentials.clientId()
			.filter(ClientRequestRules::mayBeClientId)
			.flatMap((id) -> credentials.secret()
				.filter((secret) -> !secret.isBlank())
				.map((secret) -> new OAuth2ClientAuthenticationToken(id, ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
						secret, Map.of())));
	}

}
