package dev.signet.registration;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * Somebody may make an account by a link.
 *
 * @param invitation what the link gives
 * @param by who made it
 */
public record InvitationMade(Invitation invitation, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "registration.invitation-made";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("invitation", this.invitation.id().toString(), "roles", String.join(" ", this.invitation.roles()),
				"groups", String.join(", ", this.invitation.groups()), "uses", String.valueOf(this.invitation.uses()),
				"expires", this.invitation.expiresAt().toString());
	}

}
