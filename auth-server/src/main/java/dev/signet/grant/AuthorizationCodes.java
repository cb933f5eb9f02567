package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.consent.NoSuchConsent;
import dev.signet.consent.Particulars;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.secret.TimeOrderedIds;
import dev.signet.session.NoSuchSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.stereotype.Component;

/**
 * Issues authorization codes (RFC 6749 §4.1.2), each together with the grant that it
 * stands for, and redeems each once (§4.1.3). They begin with a prefix by which they are
 * recognised when they leak.
 */
@Component
public class AuthorizationCodes {

	/** At most what OAuth 2.1 §4.1.2 recommends; ASVS 5.0 10.4.3 for level 3. */
	private static final Duration LIFETIME = Duration.ofSeconds(60);

	private final PostgresGrants postgres;

	private final Grants grants;

	private final TokenSecrets secrets;

	private final Clock clock;

	private final TimeOrderedIds ids = new TimeOrderedIds();

	AuthorizationCodes(PostgresGrants postgres, Grants grants, TokenSecrets secrets, Clock clock) {
		this.postgres = postgres;
		this.grants = grants;
		this.secrets = secrets;
		this.clock = clock;
	}

	/**
	 * Stores what a person gives a client, and a code for it.
	 * @param scopes what is given
	 * @param particulars what is given besides: resources and claims by name
	 * @param binding what the code is bound to
	 * @throws NoSuchSession when the session of the person has ended since the request
	 * came
	 * @throws NoSuchConsent when consent to it was taken back since
	 */
	public OAuth2AuthorizationCode issue(Client client, SignedInAccount person, Set<String> scopes,
			Particulars particulars, CodeBinding binding) throws NoSuchSession, NoSuchConsent {
		Instant now = this.clock.instant();
		Grant grant = Grant.of(this.ids.next(now), person, client, scopes, particulars, now);
		Instant expiresAt = now.plus(LIFETIME);
		OAuth2AuthorizationCode code = new OAuth2AuthorizationCode(this.secrets.newCode(), now, expiresAt);
		Set<String> consented = client.firstParty() ? Set.of() : scopes;
		return switch (this.postgres.insert(grant, consented, new IssuedCode(binding, now, expiresAt),
				TokenSecrets.digest(code.getTokenValue()))) {
			case SESSION_OVER -> throw new NoSuchSession(person.sessionId());
			case CONSENT_GONE -> throw new NoSuchConsent(client.id());
			case STORED -> code;
		};
	}

	/**
	 * Finds a code whose grant lives, redeemed or not, of a person who may sign in.
	 * @throws OAuth2AuthenticationException with the reason why there is none
	 */
	public PresentedCode find(String value) {
		PresentedCode code = this.postgres.findByCode(TokenSecrets.digest(value))
			.orElseThrow(() -> refusal(Refusal.CODE_UNKNOWN));
		Instant now = this.clock.instant();
		if (!code.grant().isLive(now)) {
			throw refusal(code.redeemed() ? Refusal.CODE_USED_TWICE : Refusal.CODE_REVOKED);
		}
		if (!code.redeemed() && !now.isBefore(code.expiresAt())) {
			throw refusal(Refusal.CODE_EXPIRED);
		}
		if (code.given().giver() == null) {
			throw refusal(Refusal.PERSON_GONE);
		}
		return code;
	}

	/**
	 * Makes sure that a code has not been redeemed.
	 * @throws OAuth2AuthenticationException when it has; what it gave has ended then (RFC
	 * 6749 §4.1.2)
	 */
	public void checkUnused(PresentedCode code) {
		if (code.redeemed()) {
			throw usedTwice(code);
		}
	}

	/**
	 * Uses a code up. Whoever loses a race for it is one who uses it twice.
	 * @param value the code
	 * @param found as it was found
	 * @param refreshToken the refresh token that goes with it, or null for none
	 * @throws OAuth2AuthenticationException when it was used meanwhile; what it gave has
	 * ended then, and no token may leave
	 */
	public void redeem(String value, PresentedCode found, @Nullable OAuth2RefreshToken refreshToken) {
		if (!this.postgres.redeem(TokenSecrets.digest(value), refreshToken, this.clock.instant())) {
			throw usedTwice(found);
		}
	}

	/** Ends what a code stands for, because it is in wrong hands. */
	public void end(PresentedCode code) {
		// Commits by itself: the refusal that follows does not undo it
		this.grants.revoke(code.grant(), RevokeReason.CODE_REPLAYED);
	}

	private OAuth2AuthenticationException usedTwice(PresentedCode code) {
		end(code);
		return refusal(Refusal.CODE_USED_TWICE);
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal));
	}

}
