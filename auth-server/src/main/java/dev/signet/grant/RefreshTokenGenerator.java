package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;

/**
 * Makes refresh tokens: the first of a family at random, each later one from the token it
 * follows.
 */
@Component
public final class RefreshTokenGenerator {

	private final TokenSecrets secrets;

	private final Clock clock;

	RefreshTokenGenerator(TokenSecrets secrets, Clock clock) {
		this.secrets = secrets;
		this.clock = clock;
	}

	/** The first token of a grant. */
	public OAuth2RefreshToken first(Duration lifetime) {
		return token(this.secrets.newRefreshToken(), lifetime);
	}

	/**
	 * The token that follows another one, always the same.
	 * @param presented the one that it follows
	 */
	public OAuth2RefreshToken next(String presented, Duration lifetime) {
		return token(this.secrets.successor(presented), lifetime);
	}

	private OAuth2RefreshToken token(String value, Duration lifetime) {
		Instant now = this.clock.instant();
		return new OAuth2RefreshToken(value, now, now.plus(lifetime));
	}

}
