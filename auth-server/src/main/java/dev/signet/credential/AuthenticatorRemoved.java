package dev.signet.credential;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An authenticator app was taken away.
 *
 * @param accountId whose
 */
public record AuthenticatorRemoved(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.totp-removed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
