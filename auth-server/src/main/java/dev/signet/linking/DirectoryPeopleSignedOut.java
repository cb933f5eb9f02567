package dev.signet.linking;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.directory.DirectoryId;

/**
 * An administrator has signed out everybody whose account belongs to the people of a
 * directory.
 *
 * @param directoryId the directory
 * @param by the administrator
 * @param sessions how many sessions ended
 */
public record DirectoryPeopleSignedOut(DirectoryId directoryId, AccountId by, int sessions) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.people-signed-out";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "sessions", String.valueOf(this.sessions));
	}

}
