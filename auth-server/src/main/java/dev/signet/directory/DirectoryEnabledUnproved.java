package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has switched on a directory although nothing shows that it works.
 *
 * @param directoryId the directory
 * @param alias how operators know it
 * @param by the administrator
 */
public record DirectoryEnabledUnproved(DirectoryId directoryId, String alias, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.enabled-unproved";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "alias", this.alias);
	}

}
