package dev.signet.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a mail waits between two tries. */
class BackoffTests {

	@ParameterizedTest
	@CsvSource({ "1, 10", "2, 40", "3, 160", "4, 640", "5, 2560", "6, 3600", "1000000, 3600" })
	void afterThenGrowsToAnHourAndIsUpToHalfShorter(int tries, long seconds) {
		Duration most = Duration.ofSeconds(seconds);
		for (int i = 0; i < 100; i++) {
			assertThat(MailDispatch.BACKOFF.after(tries, RandomGenerator.getDefault())).isBetween(most.dividedBy(2),
					most);
		}
	}

	@Test
	void afterWhenManyThenNotAllAtOnce() {
		assertThat(
				Stream.generate(() -> MailDispatch.BACKOFF.after(5, RandomGenerator.getDefault())).limit(20).distinct())
			.hasSizeGreaterThan(10);
	}

	@Test
	void afterWhenAsOftenAsIsTriedByDefaultThenAboutADay() {
		Duration all = IntStream.range(1, MailServers.settings().tries())
			.mapToObj((tries) -> MailDispatch.BACKOFF.after(tries, RandomGenerator.getDefault()))
			.reduce(Duration.ZERO, Duration::plus);
		assertThat(all).isBetween(Duration.ofHours(13), Duration.ofHours(26));
	}

}
