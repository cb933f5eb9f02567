package dev.signet.grant;

import java.util.Map;

import dev.signet.audit.AuditableEvent;

/**
 * An access token was revoked by its client (RFC 7009 §2); its grant lives on.
 *
 * @param clientId the client
 * @param jti the identifier of the token
 */
public record AccessTokenRevoked(String clientId, String jti) implements AuditableEvent {

	@Override
	public String auditType() {
		return "token.revoked";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("jti", this.jti);
	}

}
