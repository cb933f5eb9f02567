package dev.signet.logout;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A logout notice as those who run this server may see it, delivered or not.
 *
 * @param id the notice; it is the {@code jti} of each of its tokens
 * @param clientId whom to tell, as the {@code client_id} of the protocol
 * @param accountId who was signed in; the account may be gone
 * @param sessionId the session that ended, the {@code sid} that the client knows
 * @param createdAt when it ended
 * @param state what became of the notice
 * @param attempts how often the client was called
 * @param nextAttemptAt when it is called next at the earliest; null unless it is waiting
 * @param lastAttemptAt when it was called last; null for never
 * @param lastAnswer the status it answered, or why it could not be called
 * @param finishedAt when the notice was delivered or given up; null while it is waiting
 */
public record LogoutReceipt(UUID id, String clientId, UUID accountId, UUID sessionId, Instant createdAt,
		NoticeState state, int attempts, @Nullable Instant nextAttemptAt, @Nullable Instant lastAttemptAt,
		@Nullable String lastAnswer, @Nullable Instant finishedAt) {
}
