package dev.signet.token;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for all tokens.
 *
 * @param idTokenLifetime how long an ID token may be accepted at sign-in
 */
@ConfigurationProperties("signet.token")
record TokenProperties(@DefaultValue("10m") Duration idTokenLifetime) {

	TokenProperties {
		if (idTokenLifetime.isNegative() || idTokenLifetime.isZero()) {
			throw new IllegalArgumentException("signet.token.id-token-lifetime must be positive, for example 10m");
		}
	}

}
