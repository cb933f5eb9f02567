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
 * @param accountId the account it is about, as a bare identifier, or null
 * @param clientId the client it is about, as the {@code client_id} of the protocol, or
 * null
 * @param requestId the reference of the request in which it happened, or null
 * @param details what else matters
 * @param personal what names or locates the person; empty once it was erased, and where
 * it was not asked for
 */
public record AuditEntry(UUID id, Instant at, String type, @Nullable UUID accountId, @Nullable String clientId,
		@Nullable String requestId, Map<String, String> details, Map<String, String> personal) {

	public AuditEntry {
		details = Map.copyOf(details);
		personal = Map.copyOf(personal);
	}

}
