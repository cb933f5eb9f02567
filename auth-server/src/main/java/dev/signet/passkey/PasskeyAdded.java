package dev.signet.passkey;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has added a passkey.
 *
 * @param accountId whose
 * @param passkeyId the passkey
 * @param name what it is called, for its owner only
 */
public record PasskeyAdded(AccountId accountId, UUID passkeyId, String name) implements AuditableEvent {

	@Override
	public String auditType() {
		return "passkey.added";
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
