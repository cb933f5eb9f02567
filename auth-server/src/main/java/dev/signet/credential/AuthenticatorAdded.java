package dev.signet.credential;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has set up an authenticator app, or another one in its place.
 *
 * @param accountId whose
 */
public record AuthenticatorAdded(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.totp-added";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
