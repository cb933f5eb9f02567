package dev.signet.registration;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An invitation was taken back.
 *
 * @param invitation the invitation
 * @param by who took it back
 */
public record InvitationRemoved(UUID invitation, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "registration.invitation-removed";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("invitation", this.invitation.toString());
	}

}
