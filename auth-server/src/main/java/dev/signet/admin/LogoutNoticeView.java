package dev.signet.admin;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.logout.LogoutReceipt;
import dev.signet.logout.NoticeState;
import org.jspecify.annotations.Nullable;

/**
 * A logout notice as the API shows it; what there is not is left out.
 *
 * @param id the notice, the {@code jti} of its tokens
 * @param clientId whom to tell
 * @param account who was signed in
 * @param sid the session that ended
 * @param at when it ended
 * @param state what became of the notice
 * @param attempts how often the client was called
 * @param nextAttemptAt when it is called next at the earliest
 * @param lastAttemptAt when it was called last
 * @param lastAnswer what it answered, or why it could not be called
 * @param finishedAt when the notice was delivered or given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogoutNoticeView(UUID id, @JsonProperty("client_id") String clientId, UUID account, UUID sid, Instant at,
		NoticeState state, int attempts, @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
		@JsonProperty("last_attempt_at") @Nullable Instant lastAttemptAt,
		@JsonProperty("last_answer") @Nullable String lastAnswer,
		@JsonProperty("finished_at") @Nullable Instant finishedAt) {

	static LogoutNoticeView of(LogoutReceipt receipt) {
		return new LogoutNoticeView(receipt.id(), receipt.clientId(), receipt.accountId(), receipt.sessionId(),
				receipt.createdAt(), receipt.state(), receipt.attempts(), receipt.nextAttemptAt(),
				receipt.lastAttemptAt(), receipt.lastAnswer(), receipt.finishedAt());
	}

}
