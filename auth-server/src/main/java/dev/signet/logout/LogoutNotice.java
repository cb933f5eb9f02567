package dev.signet.logout;

import java.time.Instant;
import java.util.UUID;

import dev.signet.account.AccountId;

/**
 * A notice that is about to be delivered. Nobody else calls the same client before the
 * claim runs out.
 *
 * @param id the notice; it is the {@code jti} of each of its tokens
 * @param clientId whom to tell, by its internal id
 * @param accountId who was signed in
 * @param sessionId the session that ended
 * @param createdAt when it ended
 * @param attempts how many attempts were begun, this one included
 * @param receiverFailures how often the client failed in a row, whatever the notice
 * @param claimedUntil how long the client is ours to call
 */
record LogoutNotice(UUID id, UUID clientId, AccountId accountId, UUID sessionId, Instant createdAt, int attempts,
		int receiverFailures, Instant claimedUntil) {
}
