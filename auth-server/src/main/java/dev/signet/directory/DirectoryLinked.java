package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An account belongs to somebody of a directory from now on.
 *
 * @param accountId the account
 * @param linkId the link
 * @param directoryId the directory
 * @param alias how operators know it
 */
public record DirectoryLinked(AccountId accountId, UUID linkId, DirectoryId directoryId,
		String alias) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.linked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "alias", this.alias, "link", this.linkId.toString());
	}

}
