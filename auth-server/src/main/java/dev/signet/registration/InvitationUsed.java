package dev.signet.registration;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An account was made by the link of an invitation.
 *
 * @param invitation the invitation
 * @param accountId the new account
 */
public record InvitationUsed(UUID invitation, AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "registration.invitation-used";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("invitation", this.invitation.toString());
	}

}
