package dev.signet.account;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account was made.
 *
 * @param accountId the new account
 * @param roles what it may do from the start: the first administrator is made so too
 */
public record AccountRegistered(AccountId accountId, Set<String> roles) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.registered";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("roles", String.join(" ", new TreeSet<>(this.roles)));
	}

}
