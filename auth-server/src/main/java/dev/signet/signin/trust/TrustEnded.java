package dev.signet.signin.trust;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A device is no longer trusted, before its time.
 *
 * @param accountId whose second step it made needless
 * @param deviceId which one
 * @param reason why
 */
record TrustEnded(AccountId accountId, UUID deviceId, Reason reason) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.device-trust-ended";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("device", this.deviceId.toString(), "reason", this.reason.name());
	}

	/** Why. The names are stored; never rename one. */
	enum Reason {

		/** The person wanted so. */
		REVOKED,

		/** The password was changed. */
		PASSWORD_CHANGED,

		/** A second factor was added, replaced or removed. */
		FACTORS_CHANGED,

		/** The address was changed, and with it where codes go. */
		ADDRESS_CHANGED,

		/** The account was locked, switched off, or is to be deleted. */
		ACCOUNT_DISABLED,

		/** The person signed out everywhere. */
		SIGNED_OUT_EVERYWHERE

	}

}
