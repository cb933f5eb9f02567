package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has looked somebody up in a directory. Whom is not told.
 *
 * @param directoryId the directory
 * @param alias how operators know it
 * @param found how many people have that name
 * @param password what became of the password
 * @param by the administrator
 */
record DirectoryTried(DirectoryId directoryId, String alias, int found, Sighting.Password password,
		AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.tried";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "alias", this.alias, "found",
				String.valueOf(this.found), "password", this.password.name());
	}

}
