package dev.signet.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.consent.Particulars;
import org.jspecify.annotations.Nullable;

/**
 * One authorization given by a person to a client: what codes and tokens hang on. It is
 * also the refresh family (RFC 9700 §4.14.2): its generation is the number of rotations.
 *
 * @param id the grant
 * @param accountId who gave it
 * @param clientId the client it was given to, by its internal id
 * @param sessionId the session in which it was given ({@code sid})
 * @param scopes what was granted
 * @param particulars what was granted besides: resources and claims by name
 * @param factors how and when the person had proved who they are when it was given
 * @param createdAt when it was given
 * @param endsAt when it ends whatever happens
 * @param generation how often its refresh token was rotated
 * @param rotatedAt when that happened last, or null
 * @param revokedAt when it was revoked, or null
 */
public record Grant(UUID id, AccountId accountId, UUID clientId, UUID sessionId, Set<String> scopes,
		Particulars particulars, List<Factor> factors, Instant createdAt, Instant endsAt, int generation,
		@Nullable Instant rotatedAt, @Nullable Instant revokedAt) {

	/** The scope that lets a grant outlive its session (OpenID Connect Core 1.0 §11). */
	static final String OFFLINE_ACCESS = "offline_access";

	/** What a signed-in person gives a client now. */
	static Grant of(UUID id, SignedInAccount person, Client client, Set<String> scopes, Particulars particulars,
			Instant now) {
		return new Grant(id, person.accountId(), client.id(), person.sessionId(), scopes, particulars, person.factors(),
				now, now.plus(client.grantLifetime()), 0, null, null);
	}

	/** Whether tokens under this grant may still be used or issued. */
	public boolean isLive(Instant now) {
		return this.revokedAt == null && now.isBefore(this.endsAt);
	}

	/** Whether the grant lives on when the session under it is over. */
	public boolean outlivesSession() {
		return this.scopes.contains(OFFLINE_ACCESS);
	}

	/**
	 * Whether a presented refresh token is the one just rotated away, so recently that
	 * the answer may have been lost and can be given again. Its successor is still
	 * unused, or the generation would be further on.
	 */
	boolean forgives(int presentedGeneration, Duration grace, Instant now) {
		// Without grace, nobody is forgiven: not even who read the clock before the
		// winner did
		return !grace.isZero() && this.revokedAt == null && this.generation == presentedGeneration + 1
				&& this.rotatedAt != null && now.isBefore(this.rotatedAt.plus(grace));
	}

}
