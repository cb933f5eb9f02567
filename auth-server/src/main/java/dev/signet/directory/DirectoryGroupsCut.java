package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * Somebody is in more groups of a directory than are read, or than it shows, or than it
 * tells in time. Nothing is taken from them because of that, but what further groups
 * would give is missing. Said once, until all can be read again.
 *
 * @param accountId the account
 * @param directoryId the directory
 * @param seen how many names of groups were read
 */
public record DirectoryGroupsCut(AccountId accountId, DirectoryId directoryId, int seen) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.groups-cut";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "seen", String.valueOf(this.seen));
	}

}
