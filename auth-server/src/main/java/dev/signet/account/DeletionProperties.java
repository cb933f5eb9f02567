package dev.signet.account;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How accounts are deleted.
 *
 * @param deletionGrace how long people can change their mind, up to 90 days
 */
@Validated
@ConfigurationProperties("signet.account")
record DeletionProperties(@DefaultValue("14d") @DurationMin @DurationMax(days = 90) Duration deletionGrace) {
}
