package dev.signet.session;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * Somebody signed in to an account in a browser in which nobody had done so before.
 *
 * @param accountId to which account; not for its very first sign-in
 * @param sessionId the session opened
 * @param device the browser
 */
public record SignedInFromNewBrowser(AccountId accountId, UUID sessionId, Device device) implements AuditableEvent {

	@Override
	public String auditType() {
		return "session.new-browser";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("session", this.sessionId.toString());
	}

}
