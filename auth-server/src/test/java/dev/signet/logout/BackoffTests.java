package dev.signet.logout;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How long the wait between two attempts is. */
class BackoffTests {

	@ParameterizedTest
	@CsvSource({ "1, 5", "2, 20", "3, 80", "4, 320", "5, 600", "6, 600", "1000000, 600" })
	void afterThenGrowsToTenMinutesAndIsUpToHalfShorter(int failures, long seconds) {
		Duration most = Duration.ofSeconds(seconds);
		for (int i = 0; i < 100; i++) {
			assertThat(LogoutDelivery.BACKOFF.after(failures, RandomGenerator.getDefault()))
				.isBetween(most.dividedBy(2), most);
		}
	}

	@Test
	void afterWhenManyThenNotAllAtOnce() {
		assertThat(Stream.generate(() -> LogoutDelivery.BACKOFF.after(5, RandomGenerator.getDefault()))
			.limit(20)
			.distinct()).hasSizeGreaterThan(10);
	}

}
