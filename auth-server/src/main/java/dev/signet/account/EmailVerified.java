package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * The person has been seen to read mail at the main address.
 *
 * @param accountId the account
 */
public record EmailVerified(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.email-verified";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
