package dev.signet.credential;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has made new recovery codes; those from before are worthless.
 *
 * @param accountId whose
 * @param first whether they came with the person's first second factor
 */
public record RecoveryCodesMade(AccountId accountId, boolean first) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.recovery-codes-made";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
