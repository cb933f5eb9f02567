package dev.signet.credential;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A recovery code was used in the place of a second factor.
 *
 * @param accountId whose
 * @param left how many are left
 */
public record RecoveryCodeUsed(AccountId accountId, int left) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.recovery-code-used";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("left", Integer.toString(this.left));
	}

}
