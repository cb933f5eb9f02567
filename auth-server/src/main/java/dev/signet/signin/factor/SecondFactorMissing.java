package dev.signet.signin.factor;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * A person went on with one factor, where a policy that only reports would have stopped
 * them.
 *
 * @param accountId who
 * @param clientId the client whose policy it is, or null when it is one about the person
 */
public record SecondFactorMissing(AccountId accountId, @Nullable String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.second-factor-missing";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public @Nullable String auditClient() {
		return this.clientId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("policy", (this.clientId != null) ? "client" : "account");
	}

}
