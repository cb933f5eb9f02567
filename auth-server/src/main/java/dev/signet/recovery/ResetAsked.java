package dev.signet.recovery;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.session.Device;

/**
 * Somebody asked for a link to a new password, and it went to the owner.
 *
 * @param accountId whose password
 * @param device where it was asked
 */
record ResetAsked(AccountId accountId, Device device) implements AuditableEvent {

	@Override
	public String auditType() {
		return "recovery.reset-asked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	/** The request is over when this is stored. */
	@Override
	public Map<String, String> auditPersonal() {
		return this.device.auditPersonal();
	}

}
