package dev.signet.registration;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * Somebody who has an account accepted the terms as they are now.
 *
 * @param accountId who
 * @param version which version
 */
record NewTermsAccepted(AccountId accountId, String version) implements AuditableEvent {

	@Override
	public String auditType() {
		return "registration.terms-accepted";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("version", this.version);
	}

}
