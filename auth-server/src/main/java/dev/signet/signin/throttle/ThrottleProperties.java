package dev.signet.signin.throttle;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limit on wrong passwords that depends on how many people share an address. The
 * others are no settings.
 *
 * @param network how many wrong passwords are looked at in 15 minutes that come from one
 * network: an IPv4 address, or the first 64 bits of an IPv6 address
 */
@Validated
@ConfigurationProperties("signet.signin.throttle")
record ThrottleProperties(@DefaultValue("40") @Min(10) @Max(1_000_000) int network) {
}
