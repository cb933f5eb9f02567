package dev.signet.directory;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the scheduled question whether people are still in their directories.
 *
 * @param every how often directories are asked for each person; zero for never
 */
@Validated
@ConfigurationProperties("signet.directory.check")
record DirectoryCheckProperties(@DefaultValue("15m") Duration every) {

	private static final Duration OFTEN = Duration.ofMinutes(5);

	@AssertTrue(message = "signet.directory.check.every must be 0s, which is never, or at least 5m")
	boolean isEveryPossible() {
		return off() || this.every.compareTo(OFTEN) >= 0;
	}

	/** Whether nobody is asked for. */
	boolean off() {
		return this.every.isZero();
	}

}
