package dev.signet.account;

import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account got another telephone number or none, or its number was proved or is no
 * longer held to be.
 *
 * @param accountId the account
 * @param verified whether there is a number that the person has been seen to answer
 */
public record PhoneNumberChanged(AccountId accountId, boolean verified) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.phone-number-changed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("verified", Boolean.toString(this.verified));
	}

}
