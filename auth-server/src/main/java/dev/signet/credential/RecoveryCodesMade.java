package dev.signet.credential;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has made new recovery codes; those from before are worthless.
 *
 * @param accountId whose
 */
public record RecoveryCodesMade(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.recovery-codes-made";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
