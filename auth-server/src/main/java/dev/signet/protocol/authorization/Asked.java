package dev.signet.protocol.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import dev.signet.signin.step.SecondFactorWish;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.util.Assert;

/**
 * What a valid authorization request says about the person, read once and carried along
 * in the framework's token.
 *
 * @param prompt the values of {@code prompt}
 * @param maxAge how old the last proof of identity may be, or null
 * @param expectedSubject whom the client expects, or null
 * @param secondFactor what the class of sign-in that it wants means
 * @param scopesToAllow what the person must have allowed: the scopes asked for, and those
 * that open the claims asked for by name
 */
record Asked(Set<String> prompt, @Nullable Duration maxAge, @Nullable String expectedSubject,
		SecondFactorWish secondFactor, Set<String> scopesToAllow) {

	private static final String KEY = Asked.class.getName();

	void carryIn(Map<String, Object> additionalParameters) {
		additionalParameters.put(KEY, this);
	}

	static Asked of(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
		Asked asked = (Asked) request.getAdditionalParameters().get(KEY);
		Assert.state(asked != null, "the converter has read the request");
		return asked;
	}

}
