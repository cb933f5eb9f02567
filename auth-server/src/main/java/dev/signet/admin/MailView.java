package dev.signet.admin;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.mail.MailStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mail, as the API shows it; what is not known is left out.
 *
 * @param id the mail
 * @param accountId whose it is
 * @param template its name
 * @param state {@code WAITING}, {@code SENT}, {@code PARKED} or {@code EXPIRED}
 * @param tries how many tries were begun
 * @param createdAt when it was written
 * @param nextTryAt when it is tried next
 * @param lastTryAt when it was tried last
 * @param lastError why that failed
 * @param finishedAt since when it is not tried any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MailView(UUID id, @JsonProperty("account_id") @Nullable UUID accountId, String template, String state, int tries,
		@JsonProperty("created_at") Instant createdAt, @JsonProperty("next_try_at") @Nullable Instant nextTryAt,
		@JsonProperty("last_try_at") @Nullable Instant lastTryAt,
		@JsonProperty("last_error") @Nullable String lastError,
		@JsonProperty("finished_at") @Nullable Instant finishedAt) {

	static MailView of(MailStatus mail) {
		return new MailView(mail.id(), mail.accountId(), mail.template(), mail.state().name(), mail.tries(),
				mail.createdAt(), mail.nextTryAt(), mail.lastTryAt(), mail.lastError(), mail.finishedAt());
	}

}
