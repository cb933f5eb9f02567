package dev.signet.account;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account gained or lost roles.
 *
 * @param accountId the account
 * @param given the roles it did not hold before
 * @param taken the roles it no longer holds
 */
public record RolesChanged(AccountId accountId, Set<String> given, Set<String> taken) implements AuditableEvent {

	public RolesChanged {
		given = Set.copyOf(given);
		taken = Set.copyOf(taken);
	}

	@Override
	public String auditType() {
		return "account.roles-changed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("given", String.join(" ", this.given), "taken", String.join(" ", this.taken));
	}

}
