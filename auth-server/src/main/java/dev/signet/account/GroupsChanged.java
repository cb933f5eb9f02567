package dev.signet.account;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account joined or left groups.
 *
 * @param accountId the account
 * @param joined the names of the groups it was not in before
 * @param left the names of the groups it is no longer in
 */
public record GroupsChanged(AccountId accountId, List<String> joined, List<String> left) implements AuditableEvent {

	public GroupsChanged {
		joined = List.copyOf(joined);
		left = List.copyOf(left);
	}

	@Override
	public String auditType() {
		return "account.groups-changed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("joined", String.join(", ", this.joined), "left", String.join(", ", this.left));
	}

}
