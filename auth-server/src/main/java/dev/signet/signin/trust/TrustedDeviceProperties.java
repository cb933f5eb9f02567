package dev.signet.signin.trust;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether people may trust a device, which then makes no second step for a while.
 *
 * @param trustedFor for how long, from a day up to 400; 0 means that nobody may, and
 * nobody is believed who could before
 * @param trustForAdmins whether administrators may, too
 */
@Validated
@ConfigurationProperties("signet.signin.second-factor")
record TrustedDeviceProperties(@DefaultValue("30d") @DurationMin(days = 0) @DurationMax(days = 400) Duration trustedFor,
		@DefaultValue("false") boolean trustForAdmins) {

	@AssertTrue(message = "signet.signin.second-factor.trusted-for must be 0 or at least one day")
	boolean isTrustedForWorthIt() {
		return this.trustedFor.isZero() || this.trustedFor.toDays() > 0;
	}

}
