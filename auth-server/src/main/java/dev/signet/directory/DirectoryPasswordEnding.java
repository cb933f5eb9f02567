package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was let in with a password that has expired in the directory and counts there
 * a few times more.
 *
 * @param directoryId the directory
 * @param alias how operators know it
 */
public record DirectoryPasswordEnding(DirectoryId directoryId, String alias) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.password-ending";
	}

	@Override
	public @Nullable UUID auditAccount() {
		return null;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "alias", this.alias);
	}

}
