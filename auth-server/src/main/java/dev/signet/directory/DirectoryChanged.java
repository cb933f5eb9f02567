package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has changed what is set about a directory.
 *
 * @param before the directory as it was
 * @param by the administrator
 * @param disabled whether it was switched off by that
 */
public record DirectoryChanged(Directory before, AccountId by, boolean disabled) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.changed";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.before.id().toString(), "alias", this.before.alias(), "disabled",
				Boolean.toString(this.disabled));
	}

}
