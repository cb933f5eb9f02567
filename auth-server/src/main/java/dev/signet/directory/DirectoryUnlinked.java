package dev.signet.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An account does not belong to somebody of a directory any more.
 *
 * @param accountId the account
 * @param linkId the link
 * @param directoryId the directory
 * @param by who wanted so: the owner, or an administrator
 */
public record DirectoryUnlinked(AccountId accountId, UUID linkId, DirectoryId directoryId,
		AccountId by) implements AuditableEvent {

	/** Whether the owner wanted so. */
	public boolean byOwner() {
		return this.accountId.equals(this.by);
	}

	@Override
	public String auditType() {
		return "directory.unlinked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		Map<String, String> details = new LinkedHashMap<>();
		details.put("directory", this.directoryId.toString());
		details.put("link", this.linkId.toString());
		if (!byOwner()) {
			details.put("by", this.by.toString());
		}
		return details;
	}

}
