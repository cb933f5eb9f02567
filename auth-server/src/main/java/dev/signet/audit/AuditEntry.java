package dev.signet.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One row of the trail, as it is read back.
 *
 * @param id the event
 * @param at when it happened
 * @param type what happened, such as {@code session.ended}
 * @param clientId the client it is about, as the {@code client_id} of the protocol, or
 * null
 * @param details what else matters
 * @param personal what names or locates the person, empty once it was erased
 */
public record AuditEntry(UUID id, Instant at, String type, @Nullable String clientId, Map<String, String> details,
		Map<String, String> personal) {

	public AuditEntry {
		details = Map.copyOf(details);
		personal = Map.copyOf(personal);
	}

}
