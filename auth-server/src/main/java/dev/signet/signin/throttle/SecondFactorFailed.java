package dev.signet.signin.throttle;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * Somebody had proved the first factor and gave a wrong code for the second.
 *
 * @param accountId the account that was tried
 */
public record SecondFactorFailed(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.second-factor-failed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
