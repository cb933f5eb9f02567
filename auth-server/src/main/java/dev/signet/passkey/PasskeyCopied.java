package dev.signet.passkey;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * The counter of a passkey went back, as if there were two of it, and the answer was
 * refused (Web Authentication Level 3 §6.1.1).
 *
 * @param accountId whose
 * @param passkeyId the passkey
 */
public record PasskeyCopied(AccountId accountId, UUID passkeyId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "passkey.copied";
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
