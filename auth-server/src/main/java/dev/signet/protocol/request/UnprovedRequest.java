package dev.signet.protocol.request;

import java.util.Map;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;

/**
 * An authorization request whose client or redirect URI is not proved, so that the person
 * is told and nobody else (RFC 6749 §4.1.2.1).
 */
public final class UnprovedRequest extends OAuth2AuthorizationCodeRequestAuthenticationException {

	private static final long serialVersionUID = 1L;

	private static final Map<Refusal, String> WORDS = Map.of(Refusal.CLIENT_ID_MISSING, "protocol.client-id.missing",
			Refusal.CLIENT_ID_UNKNOWN, "protocol.client-id.unknown", Refusal.REDIRECT_URI_MISSING,
			"protocol.redirect-uri.missing", Refusal.REDIRECT_URI_UNKNOWN, "protocol.redirect-uri.unknown");

	private final String messageKey;

	public UnprovedRequest(RefusalError error) {
		super(error, null);
		this.messageKey = WORDS.getOrDefault(error.refusal(), "protocol.refused");
	}

	/** The key of the words that the person reads. */
	public String messageKey() {
		return this.messageKey;
	}

}
