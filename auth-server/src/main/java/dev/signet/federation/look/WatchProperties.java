package dev.signet.federation.look;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the scheduled look at providers.
 *
 * @param every how often each provider that people use is looked at; zero for never
 * @param secretNotice how long before the end of a secret administrators are warned
 */
@Validated
@ConfigurationProperties("signet.federation.watch")
record WatchProperties(@DefaultValue("1h") Duration every, @DefaultValue("30d") Duration secretNotice) {

	private static final Duration OFTEN = Duration.ofMinutes(5);

	@AssertTrue(message = "signet.federation.watch.every must be 0s, which is never, or at least 5m: "
			+ "what is looked at belongs to others")
	boolean isEveryPossible() {
		return off() || this.every.compareTo(OFTEN) >= 0;
	}

	@AssertTrue(message = "signet.federation.watch.secret-notice must not be negative")
	boolean isSecretNoticePossible() {
		return !this.secretNotice.isNegative();
	}

	/** Whether nothing is looked at. */
	boolean off() {
		return this.every.isZero();
	}

}
