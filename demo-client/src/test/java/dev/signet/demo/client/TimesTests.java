package dev.signet.demo.client;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans of time in words.
 */
class TimesTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 seconds", "1, 1 second", "59, 59 seconds", "60, 1 minute", "252, 4 minutes 12 seconds",
			"3600, 1 hour", "7260, 2 hours 1 minute", "97200, 1 day 3 hours" })
	void betweenWhenSecondsApartThenTwoLargestUnits(long seconds, String words) {
		assertThat(Times.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(seconds))).isEqualTo(words);
	}

}
