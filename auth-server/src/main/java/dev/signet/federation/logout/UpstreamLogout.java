package dev.signet.federation.logout;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jwt.SignedJWT;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.exchange.Discovery;
import dev.signet.federation.exchange.IdTokens;
import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.exchange.UpstreamMetadata;
import dev.signet.federation.preset.Quirks;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderState;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * What a provider says of people who have signed out there.
 */
@Component
public final class UpstreamLogout {

	private static final String WHAT = "The logout token";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Discovery discovery;

	private final IdTokens tokens;

	private final ProviderHealth health;

	private final Clock clock;

	UpstreamLogout(Discovery discovery, IdTokens tokens, ProviderHealth health, Clock clock) {
		this.discovery = discovery;
		this.tokens = tokens;
		this.health = health;
		this.clock = clock;
	}

	/**
	 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6), all but
	 * whether it was seen before. Anybody may send one, so the provider is called only
	 * for what would count if it were signed by it.
	 * @throws UpstreamLogoutRefused when it proves nothing
	 */
	public UpstreamSignedOut read(Provider provider, String token) throws UpstreamLogoutRefused {
		if (!provider.preset().openIdConnect()) {
			throw new UpstreamLogoutRefused("This provider signs nothing");
		}
		if (provider.state() == ProviderState.HIDDEN) {
			throw new UpstreamLogoutRefused("Nobody has signed in with this provider yet");
		}
		try {
			LogoutTokenRules rules = new LogoutTokenRules(provider.settings().client().clientId(),
					this.clock.instant());
			SignedJWT jwt = IdTokens.parse(WHAT, token);
			refuseIfWorthless(jwt, rules);
			return proved(provider, jwt, rules);
		}
		catch (UpstreamTrouble ex) {
			throw new UpstreamLogoutRefused(ex.detail(), ex);
		}
	}

	private static void refuseIfWorthless(SignedJWT jwt, LogoutTokenRules rules)
			throws UpstreamTrouble, UpstreamLogoutRefused {
		if (IdTokens.payload(WHAT, jwt).get("iat") == null) {
			// The decoder would make one up
			throw new UpstreamLogoutRefused(WHAT + ": does not say when it was made");
		}
		Optional<OAuth2Error> broken = rules.validate(IdTokens.unproved(WHAT, jwt)).getErrors().stream().findFirst();
		if (broken.isPresent()) {
			throw new UpstreamLogoutRefused(WHAT + ": " + broken.get().getDescription());
		}
	}

	private UpstreamSignedOut proved(Provider provider, SignedJWT jwt, LogoutTokenRules rules)
			throws UpstreamTrouble, UpstreamLogoutRefused {
		Deadline deadline = Deadline.in(PATIENCE);
		Quirks quirks = provider.preset().quirks();
		UpstreamMetadata metadata = watched(provider, this.discovery.remembers(provider),
				() -> this.discovery.of(provider, deadline));
		Map<String, Object> claims = IdTokens.payload(WHAT, jwt);
		String issuer = quirks.issuer(metadata.issuer(), claims);
		if (!issuer.equals(claims.get("iss"))) {
			throw new UpstreamLogoutRefused(WHAT + ": names another issuer");
		}
		Jwt proved = watched(provider, this.tokens.callsNobody(jwt, metadata),
				() -> this.tokens.verify(WHAT, jwt, quirks, metadata, issuer, rules, deadline));
		return LogoutTokenRules.read(proved, issuer);
	}

	/** What is remembered tells nothing about the provider's health. */
	private <T> T watched(Provider provider, boolean remembered, ProviderHealth.Calls<T> calls) throws UpstreamTrouble {
		return remembered ? calls.make() : this.health.watched(provider.id(), calls);
	}

}
