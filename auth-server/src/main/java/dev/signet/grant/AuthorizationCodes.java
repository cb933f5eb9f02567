package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.consent.NoSuchConsent;
import dev.signet.consent.Particulars;
import dev.signet.secret.TimeOrderedIds;
import dev.signet.session.NoSuchSession;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.stereotype.Component;

/**
 * Issues authorization codes (RFC 6749 §4.1.2), each together with the grant that it
 * stands for. They begin with a prefix by which they are recognised when they leak.
 */
@Component
public class AuthorizationCodes {

	/** At most what OAuth 2.1 §4.1.2 recommends; ASVS 5.0 10.4.3 for level 3. */
	private static final Duration LIFETIME = Duration.ofSeconds(60);

	private final PostgresGrants postgres;

	private final TokenSecrets secrets;

	private final Clock clock;

	private final TimeOrderedIds ids = new TimeOrderedIds();

	AuthorizationCodes(PostgresGrants postgres, TokenSecrets secrets, Clock clock) {
		this.postgres = postgres;
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

}
