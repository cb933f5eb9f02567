package dev.signet.signin;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.audit.AuditableEvent;

/**
 * A person has signed in.
 *
 * @param accountId who
 * @param sessionId the session opened or renewed
 * @param method how it was proved
 */
public record SignInSucceeded(AccountId accountId, UUID sessionId, Factor.Method method) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.succeeded";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("session", this.sessionId.toString(), "method", this.method.name());
	}

}
