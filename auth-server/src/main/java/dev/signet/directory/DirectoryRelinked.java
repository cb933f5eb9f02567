package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An account belongs to somebody of a directory again, as its owner wants.
 *
 * @param accountId the account
 * @param linkId the link
 * @param directoryId the directory
 */
public record DirectoryRelinked(AccountId accountId, UUID linkId, DirectoryId directoryId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.relinked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "link", this.linkId.toString());
	}

}
