package dev.signet.directory;

import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * A directory lets somebody not in for a reason that operators can do something about.
 * The person is told only what the right password proves: that it must be changed.
 *
 * @param directoryId the directory
 * @param alias how operators know it
 * @param reason such as {@code LOCKED} or {@code EXPIRED}
 */
public record DirectoryRefusal(DirectoryId directoryId, String alias, String reason) implements AuditableEvent {

	@Override
	public String auditType() {
		return "directory.refused";
	}

	@Override
	public @Nullable UUID auditAccount() {
		return null;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("directory", this.directoryId.toString(), "alias", this.alias, "reason", this.reason);
	}

}
