package dev.signet.passkey;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A passkey was taken away.
 *
 * @param accountId whose
 * @param passkeyId the passkey
 * @param name what it was called, for its owner only
 */
public record PasskeyRemoved(AccountId accountId, UUID passkeyId, String name) implements AuditableEvent {

	@Override
	public String auditType() {
		return "passkey.removed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("passkey", this.passkeyId.toString());
	}

}
