package dev.signet.protocol.authentication;

import java.text.ParseException;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
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
 * A client that proves itself by a signed assertion (RFC 7523 §2.2, OpenID Connect Core
 * 1.0 §9, {@code private_key_jwt}). The framework's converter wants {@code client_id}
 * beside the assertion, which need not be there (RFC 7521 §4.2).
 */
final class ClientAssertionConverter implements AuthenticationConverter {

	private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String assertion = request.getParameter("client_assertion");
		if (assertion == null || assertion.isEmpty()) {
			return null;
		}
		if (!TYPE.equals(request.getParameter("client_assertion_type"))) {
			throw refusal(Refusal.ASSERTION_TYPE_UNKNOWN);
		}
		String subject = subject(assertion);
		if (ClientRequestRules.sent(request, "client_id") && !subject.equals(request.getParameter("client_id"))) {
			throw refusal(Refusal.ASSERTION_OF_ANOTHER_CLIENT);
		}
		return new OAuth2ClientAuthenticationToken(subject, ClientAuthenticationMethod.PRIVATE_KEY_JWT, assertion,
				Map.of());
	}

	/** Read before the signature is checked, to know whose keys to check it with. */
	private static String subject(String assertion) {
		try {
			String subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
			if (subject != null && ClientRequestRules.mayBeClientId(subject)) {
				return subject;
			}
		}
		catch (ParseException ex) {
			// the same as none
		}
		throw refusal(Refusal.ASSERTION_MALFORMED);
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal));
	}

}
