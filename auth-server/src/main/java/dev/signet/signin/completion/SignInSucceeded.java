package dev.signet.signin.completion;

import java.util.HashMap;
import java.util.List;
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
 * @param methods how it was proved: the first factor, then the second if there was one
 */
public record SignInSucceeded(AccountId accountId, UUID sessionId,
		List<Factor.Method> methods) implements AuditableEvent {

	public SignInSucceeded {
		methods = List.copyOf(methods);
	}

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
		Map<String, String> details = new HashMap<>();
		details.put("session", this.sessionId.toString());
		details.put("method", this.methods.get(0).name());
		if (this.methods.size() > 1) {
			details.put("second", this.methods.get(1).name());
		}
		return details;
	}

}
