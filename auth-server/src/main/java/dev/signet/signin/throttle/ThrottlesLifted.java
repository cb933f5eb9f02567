package dev.signet.signin.throttle;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has forgotten all wrong tries that were counted for an account.
 *
 * @param accountId the account
 * @param by the administrator
 */
public record ThrottlesLifted(AccountId accountId, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.throttles-lifted";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("by", this.by.toString());
	}

}
