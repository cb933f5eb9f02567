package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has added a directory. Nobody is asked for there yet.
 *
 * @param directoryId the directory
 * @param alias how operators know it
 * @param by the administrator
 */
public record DirectoryAdded(DirectoryId directoryId, String alias, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.added";
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
