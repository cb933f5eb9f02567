package dev.signet.signin.page;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person said no to a client. What was allowed before stays.
 *
 * @param accountId the person
 * @param clientId the client, as it calls itself
 */
public record ConsentDenied(AccountId accountId, String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "consent.denied";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

}
