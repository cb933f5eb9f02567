package dev.signet.federation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jwt.SignedJWT;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Signing out at a provider, and what it says of people who have signed out there.
 */
@Component
public final class UpstreamLogout {

	private static final String WHAT = "The logout token";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Discovery discovery;

	private final IdTokens tokens;

	private final Clock clock;

	UpstreamLogout(Discovery discovery, IdTokens tokens, Clock clock) {
		this.discovery = discovery;
		this.tokens = tokens;
		this.clock = clock;
	}

	/**
	 * Where browsers sign out over there (OpenID Connect RP-Initiated Logout 1.0 §2.1);
	 * empty when the provider has no such place, or cannot be asked.
	 */
	public Optional<URI> endSession(Provider provider) {
		if (!provider.preset().openIdConnect()) {
			return Optional.empty();
		}
		try {
			return Optional.ofNullable(this.discovery.of(provider, Deadline.in(PATIENCE)).endSession());
		}
		catch (UpstreamTrouble ex) {
			return Optional.empty();
		}
	}

	/**
	 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6), all but
	 * whether it was seen before.
	 * @throws UpstreamLogoutRefused when it proves nothing
	 */
	public UpstreamSignedOut read(Provider provider, String token) throws UpstreamLogoutRefused {
		if (!provider.preset().openIdConnect()) {
			throw new UpstreamLogoutRefused("This provider signs nothing");
		}
		try {
			Deadline deadline = Deadline.in(PATIENCE);
			Quirks quirks = provider.preset().quirks();
			SignedJWT jwt = IdTokens.parse(WHAT, token);
			UpstreamMetadata metadata = this.discovery.of(provider, deadline);
			Map<String, Object> claims = IdTokens.payload(WHAT, jwt);
			if (!claims.containsKey("iat")) {
				// The decoder would make one up
				throw new UpstreamLogoutRefused(WHAT + ": does not say when it was made");
			}
			String issuer = quirks.issuer(metadata.issuer(), claims);
			LogoutTokenRules rules = new LogoutTokenRules(issuer, provider.settings().client().clientId(),
					this.clock.instant());
			Jwt proved = this.tokens.verify(WHAT, jwt, quirks, metadata, issuer, rules, deadline);
			return LogoutTokenRules.read(proved, issuer);
		}
		catch (UpstreamTrouble ex) {
			throw new UpstreamLogoutRefused(ex.detail(), ex);
		}
	}

}
