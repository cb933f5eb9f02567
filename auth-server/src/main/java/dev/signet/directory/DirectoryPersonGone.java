package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A directory does not know somebody any more, or has switched them off, and has said so
 * twice.
 *
 * @param accountId the account
 * @param directoryId the directory
 */
public record DirectoryPersonGone(AccountId accountId, DirectoryId directoryId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.person-gone";
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
