package dev.signet.federation.link;

import java.time.Instant;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * That somebody at a provider is the owner of an account here.
 *
 * @param id names it in pages
 * @param accountId the account
 * @param providerId the provider
 * @param issuer the issuer of the subject
 * @param subject who it is over there
 * @param shownAs how its owner recognises it, such as the address over there; null when
 * nothing like that came
 * @param createdAt when it was made
 * @param lastUsedAt when somebody last signed in by it
 * @param removedAt since when it no longer counts; it can be restored for 30 days
 * @param restoredAt when it was last restored
 */
public record Link(UUID id, AccountId accountId, ProviderId providerId, String issuer, String subject,
		@Nullable String shownAs, Instant createdAt, @Nullable Instant lastUsedAt, @Nullable Instant removedAt,
		@Nullable Instant restoredAt) {

	/** Whether it counts, and does so only since after a moment. */
	public boolean countsOnlySince(Instant moment) {
		return this.removedAt == null
				&& (this.createdAt.isAfter(moment) || (this.restoredAt != null && this.restoredAt.isAfter(moment)));
	}

}
