package dev.signet.session;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A session is over: published exactly once for each, in the transaction that ends it, so
 * that what hangs on the session ends with it or not at all.
 *
 * @param sessionId the session
 * @param accountId whose it was
 * @param reason why it ended
 */
public record SessionEnded(UUID sessionId, AccountId accountId, EndReason reason) implements AuditableEvent {

	@Override
	public String auditType() {
		return "session.ended";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("session", this.sessionId.toString(), "reason", this.reason.name());
	}

}
