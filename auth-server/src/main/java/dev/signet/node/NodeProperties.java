package dev.signet.node;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of a node among others.
 *
 * @param listen whether this node keeps a connection on which it hears at once what other
 * nodes changed. Without it, their changes are seen after five seconds
 * @param farewell how long a node that was told to stop still takes requests while it
 * says that it is not ready, so that a load balancer can send them elsewhere; up to a
 * minute
 */
@Validated
@ConfigurationProperties("signet.node")
record NodeProperties(@DefaultValue("true") boolean listen,
		@DefaultValue("0s") @DurationMin @DurationMax(minutes = 1) Duration farewell) {
}
