package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * Whom a directory did not know any more, it knows again.
 *
 * @param accountId the account
 * @param directoryId the directory
 */
public record DirectoryPersonBack(AccountId accountId, DirectoryId directoryId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.person-back";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString());
	}

}
