package dev.signet.refusal;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is remembered of what was refused. Requests that name no known client count as
 * those of one more client.
 *
 * @param keptFor how long a refused request is remembered, 1 hour to 366 days
 * @param keptPerClient how many are remembered of one client, the newest ones, up to
 * 100000
 * @param keptInAll how many are remembered in all, the newest ones, up to 10000000
 * @param recordedPerMinute how many of one client each node records in a minute; the log
 * has them all
 */
@Validated
@ConfigurationProperties("signet.refusal")
record RefusalProperties(@DefaultValue("30d") @DurationMin(hours = 1) @DurationMax(days = 366) Duration keptFor,
		@DefaultValue("1000") @Min(1) @Max(100_000) int keptPerClient,
		@DefaultValue("100000") @Min(1) @Max(10_000_000) int keptInAll,
		@DefaultValue("100") @Min(1) @Max(1_000_000) int recordedPerMinute) {
}
