package dev.signet.registration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sign-up.
 *
 * @param enabled whether anybody may make an account on the page /register
 * @param verifyEmail whether they must first show, by a mailed code, that they read mail
 * at their address. Without it the page must tell whether an address has an account. When
 * not given: yes if a mail server is set
 */
@ConfigurationProperties("signet.registration")
record RegistrationProperties(@DefaultValue("true") boolean enabled, @Nullable Boolean verifyEmail) {
}
