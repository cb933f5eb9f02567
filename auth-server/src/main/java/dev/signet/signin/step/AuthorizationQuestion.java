package dev.signet.signin.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.signin.journey.PendingRequest;
import org.jspecify.annotations.Nullable;

/**
 * All that decides whether an authorization request can be answered now.
 *
 * @param client who asks
 * @param scopes what the person must have allowed
 * @param prompt the values of {@code prompt} (OpenID Connect Core 1.0 §3.1.2.1)
 * @param maxAge how old the last proof of identity may be, or null
 * @param expectedSubject whom the client expects, or null for anybody
 * @param secondFactor what the request says of a second factor
 * @param account who is signed in, or null
 * @param longestPause for how long that session was left alone since they signed in
 * @param now the present moment
 * @param pending the request as it waited, or null when it has just come
 */
public record AuthorizationQuestion(Client client, Set<String> scopes, Set<String> prompt, @Nullable Duration maxAge,
		@Nullable String expectedSubject, SecondFactorWish secondFactor, @Nullable SignedInAccount account,
		Duration longestPause, Instant now, @Nullable PendingRequest pending) {

	/** Whether who is signed in proved it after this request was first seen. */
	boolean provedSinceAsked() {
		return this.account != null && this.pending != null && this.account.provedSince(this.pending.firstSeen());
	}

	/**
	 * Whether who is signed in has signed in since, or said to go on with this account. A
	 * server elsewhere may have seen the proof for it long before.
	 */
	boolean cameSinceAsked() {
		return provedSinceAsked() || this.account != null && this.pending != null
				&& this.account.accountId().equals(this.pending.chosenAccount());
	}

}
