package dev.signet.grant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EnabledAccount;
import dev.signet.database.SharedReads;
import dev.signet.grant.PostgresGrants.SignedToken;
import dev.signet.grant.PostgresGrants.Standing;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The grants that people have given, for those who must ask whether a token still stands
 * or must end one.
 */
@Component
public class Grants {

	private final PostgresGrants postgres;

	private final SharedReads<SignedToken, Standing> standing;

	private final PostgresRefreshTokens refreshTokens;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Grants(PostgresGrants postgres, PostgresRefreshTokens refreshTokens, ApplicationEventPublisher events,
			Clock clock) {
		this.postgres = postgres;
		this.standing = new SharedReads<>((tokens) -> postgres.standing(tokens, clock.instant()));
		this.refreshTokens = refreshTokens;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * The live grant that a refresh token stands for, whatever the generation of the
	 * token: also one that was rotated away, however long ago, belongs to the family.
	 */
	public Optional<Grant> findByRefreshToken(String value) {
		return this.refreshTokens.find(TokenSecrets.digest(value))
			.map(PresentedRefreshToken::grant)
			.filter((grant) -> grant.isLive(this.clock.instant()));
	}

	/**
	 * Whether a value has the looks of a refresh token of ours, so a look-up is worth it.
	 */
	public static boolean looksLikeRefreshToken(String value) {
		return value.startsWith(TokenSecrets.REFRESH_TOKEN_PREFIX);
	}

	/**
	 * Whether a signed access token that no person gave still stands. Callers at the same
	 * time share a statement.
	 * @param jti the identifier of the token
	 */
	public boolean stands(String jti) {
		return this.standing.get(new SignedToken(jti, null)).isPresent();
	}

	/**
	 * Who gave the grant under a signed access token, as long as the token stands: it was
	 * not revoked itself, its grant lives, and the person may sign in. Callers at the
	 * same time share a statement.
	 * @param jti the identifier of the token
	 * @param grantId the grant it names
	 */
	public Optional<EnabledAccount> giver(String jti, UUID grantId) {
		return this.standing.get(new SignedToken(jti, grantId)).map(Standing::giver);
	}

	/**
	 * The clients that were given an ID token in a session, by their internal ids, also
	 * those whose grants have been revoked since. A code that nobody redeemed counts: it
	 * may be redeemed at this moment.
	 */
	public Set<UUID> signedInClients(UUID sessionId) {
		return this.postgres.signedInClients(sessionId);
	}

	/**
	 * What a person has given that still stands, one entry for each client, the last used
	 * first.
	 */
	public List<Access> access(AccountId accountId) {
		return this.postgres.access(accountId, this.clock.instant());
	}

	/**
	 * The grants that a person has given, ended ones too as long as they are kept, the
	 * newest first.
	 * @param before only those given earlier
	 * @param most how many at most
	 */
	public List<Grant> given(AccountId accountId, Instant before, int most) {
		return this.postgres.given(accountId, before, most);
	}

	/**
	 * Revokes all that a person has given a client, because they took it back. Doing it
	 * twice changes nothing.
	 */
	@Transactional
	public void revokeAccess(AccountId accountId, UUID clientId) {
		this.postgres.revokeOfConsent(accountId, clientId, this.clock.instant());
	}

	/** Finds a grant, ended ones too. */
	public Optional<Grant> find(UUID id) {
		return this.postgres.find(id);
	}

	/**
	 * Revokes an access token by itself (RFC 7009 §2); its grant lives on.
	 * @param clientId the client that has it, as the {@code client_id} of the protocol
	 * @param jti the identifier of the token
	 */
	@Transactional
	public void revokeAccessToken(String clientId, String jti, Instant expiresAt) {
		if (this.postgres.revokeAccessToken(jti, expiresAt)) {
			this.events.publishEvent(new AccessTokenRevoked(clientId, jti));
		}
	}

	/** Revokes a grant with all that hangs on it. Doing it twice changes nothing. */
	@Transactional
	public void revoke(Grant grant, RevokeReason reason) {
		if (this.postgres.revoke(grant.id(), reason, this.clock.instant())) {
			this.events.publishEvent(new GrantRevoked(grant.id(), grant.accountId(), grant.clientId(), reason));
		}
	}

	/**
	 * What a client may do for a person at this moment.
	 *
	 * @param clientId the client, by its internal id
	 * @param scopes what it may do, all its grants taken together
	 * @param since when the oldest of its grants was given
	 * @param lastUsedAt when it last got or renewed tokens
	 */
	public record Access(UUID clientId, Set<String> scopes, Instant since, Instant lastUsedAt) {
	}

}
