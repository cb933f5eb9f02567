package dev.signet.signin.completion;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.audit.AuditableEvent;

/**
 * A person who was signed in has proved a second factor as well.
 *
 * @param accountId who
 * @param sessionId the session that it was added to
 * @param method how it was proved
 */
public record SecondFactorAdded(AccountId accountId, UUID sessionId, Factor.Method method) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.second-factor-added";
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
