package dev.signet.linking;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.directory.DirectoryId;

/**
 * An administrator wants everybody signed out whose account belongs to the people of a
 * directory. How it ends tells {@link DirectoryPeopleSignedOut}.
 *
 * @param directoryId the directory
 * @param by the administrator
 */
public record DirectorySignOutBegun(DirectoryId directoryId, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.sign-out-begun";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString());
	}

}
