package dev.signet.grant;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** Makes authorization codes (RFC 6749 §4.1.2) that can be recognised when they leak. */
@Component
public class AuthorizationCodeGenerator implements OAuth2TokenGenerator<OAuth2AuthorizationCode> {

	private final TokenSecrets secrets;

	private final Clock clock;

	AuthorizationCodeGenerator(TokenSecrets secrets, Clock clock) {
		this.secrets = secrets;
		this.clock = clock;
	}

	@Override
	public @Nullable OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
		if (!"code".equals(context.getTokenType().getValue())) {
			return null;
		}
		Instant now = this.clock.instant();
		return new OAuth2AuthorizationCode(this.secrets.newCode(), now,
				now.plus(context.getRegisteredClient().getTokenSettings().getAuthorizationCodeTimeToLive()));
	}

}
