package dev.signet.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;

/**
 * A live sign-in of one person in one browser, as it was when it was read.
 *
 * @param id the session, which clients know as {@code sid}
 * @param accountId who is signed in
 * @param factors what was proved in this session and when, never empty
 * @param device where
 * @param createdAt when the person signed in
 * @param lastSeenAt when the session was last used, up to a minute behind
 * @param expiresAt when it ends unless it is used again
 * @param absoluteEndsAt when it ends at the latest
 * @param remembered whether it outlives the browser
 */
public record Session(UUID id, AccountId accountId, List<Factor> factors, Device device, Instant createdAt,
		Instant lastSeenAt, Instant expiresAt, Instant absoluteEndsAt, boolean remembered) {

	public Session {
		factors = List.copyOf(factors);
	}

}
