package dev.signet.protocol;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;

/**
 * An authorization request whose client or redirect URI is not proved, so that the person
 * is told and nobody else (RFC 6749 §4.1.2.1).
 */
final class UnprovedRequest extends OAuth2AuthorizationCodeRequestAuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Problem problem;

	UnprovedRequest(Problem problem) {
		super(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, problem.rule, null), null);
		this.problem = problem;
	}

	/** The key of the words that the person reads. */
	String messageKey() {
		return this.problem.messageKey;
	}

	/** What can be wrong. */
	enum Problem {

		CLIENT_ID_MISSING("client_id must be sent, once", "protocol.client-id.missing"),

		CLIENT_ID_UNKNOWN("client_id is not known here", "protocol.client-id.unknown"),

		REDIRECT_URI_MISSING("redirect_uri must be sent, once", "protocol.redirect-uri.missing"),

		REDIRECT_URI_UNKNOWN("redirect_uri is not registered for this client", "protocol.redirect-uri.unknown");

		private final String rule;

		private final String messageKey;

		Problem(String rule, String messageKey) {
			this.rule = rule;
			this.messageKey = messageKey;
		}

	}

}
