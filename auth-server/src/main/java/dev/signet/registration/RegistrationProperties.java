package dev.signet.registration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sign-up.
 *
 * @param enabled whether anybody may make an account on the page /register
 */
@ConfigurationProperties("signet.registration")
record RegistrationProperties(@DefaultValue("true") boolean enabled) {
}
