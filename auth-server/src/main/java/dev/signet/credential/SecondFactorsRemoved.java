package dev.signet.credential;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has taken all second factors of a person away, each of which is told
 * by itself too.
 *
 * @param accountId whose
 * @param by the administrator
 */
public record SecondFactorsRemoved(AccountId accountId, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.second-factors-removed";
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
