package dev.signet.session;

import java.nio.file.Path;
import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a person stays signed in. Limits are kept to the minute.
 *
 * @param idle how long a session lasts without being used, from 2 minutes to 400 days
 * @param absolute how long a session lasts at most, however much it is used, up to 400
 * days
 * @param rememberedIdle the same as {@code idle} for a person who asked to be remembered
 * @param rememberedAbsolute the same as {@code absolute} for a person who asked to be
 * remembered; the cookie lasts as long
 * @param placesFile a file in the MaxMind DB format that tells towns and countries by
 * network addresses
 */
@Validated
@ConfigurationProperties("signet.session")
record SessionProperties(@DefaultValue("30m") @DurationMin(minutes = 2) @DurationMax(days = 400) Duration idle,
		@DefaultValue("12h") @DurationMin(minutes = 2) @DurationMax(days = 400) Duration absolute,
		@DefaultValue("7d") @DurationMin(minutes = 2) @DurationMax(days = 400) Duration rememberedIdle,
		@DefaultValue("7d") @DurationMin(minutes = 2) @DurationMax(days = 400) Duration rememberedAbsolute,
		@Nullable Path placesFile) {

	Limits limits(boolean remembered) {
		return remembered ? new Limits(this.rememberedIdle, this.rememberedAbsolute)
				: new Limits(this.idle, this.absolute);
	}

	/** The two limits of one session. */
	record Limits(Duration idle, Duration absolute) {
	}

}
