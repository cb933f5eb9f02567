package dev.signet.grant;

import java.time.Duration;

import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;

/**
 * What a device gets to begin with (RFC 8628 §3.2).
 *
 * @param deviceCode what it polls with
 * @param userCode what it shows to the person
 * @param interval how long it waits between two polls
 */
public record IssuedDeviceCode(OAuth2DeviceCode deviceCode, OAuth2UserCode userCode, Duration interval) {
}
