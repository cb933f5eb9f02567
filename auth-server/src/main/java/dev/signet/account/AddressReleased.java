package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account lost an address that its owner had only claimed, to somebody who reads mail
 * there.
 *
 * @param accountId the account that lost it
 */
public record AddressReleased(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.address-released";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
