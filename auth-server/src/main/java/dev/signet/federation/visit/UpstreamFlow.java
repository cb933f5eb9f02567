package dev.signet.federation.visit;

import java.time.Instant;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a provider: where it came from and goes back to.
 *
 * @param id names it in logs
 * @param providerId the provider
 * @param purpose what it is for
 * @param accountId who is signed in, for all but {@link FlowPurpose#SIGN_IN}
 * @param pendingRequest the authorization request that waits meanwhile, or null
 * @param next the page of this server to go to afterwards, or null
 * @param remembered whether the person wants to stay signed in
 * @param freshSince since when they must have signed in over there to be as good as asked
 * here, or null where that does not matter
 */
public record UpstreamFlow(UUID id, ProviderId providerId, FlowPurpose purpose, @Nullable AccountId accountId,
		@Nullable UUID pendingRequest, @Nullable String next, boolean remembered, @Nullable Instant freshSince) {

	/** A visit for which it does not matter when the person signed in over there. */
	public UpstreamFlow(UUID id, ProviderId providerId, FlowPurpose purpose, @Nullable AccountId accountId,
			@Nullable UUID pendingRequest, @Nullable String next, boolean remembered) {
		this(id, providerId, purpose, accountId, pendingRequest, next, remembered, null);
	}

}
