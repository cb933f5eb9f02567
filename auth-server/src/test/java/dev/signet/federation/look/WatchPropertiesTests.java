package dev.signet.federation.look;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings of the scheduled look. */
class WatchPropertiesTests {

	private static final Duration NOTICE = Duration.ofDays(30);

	@Test
	void everyWhenZeroThenNever() {
		assertThat(new WatchProperties(Duration.ZERO, NOTICE).off()).isTrue();
		assertThat(new WatchProperties(Duration.ZERO, NOTICE).isEveryPossible()).isTrue();
	}

	@Test
	void everyWhenTooOftenThenImpossible() {
		assertThat(new WatchProperties(Duration.ofMinutes(5), NOTICE).isEveryPossible()).isTrue();
		assertThat(new WatchProperties(Duration.ofMinutes(4), NOTICE).isEveryPossible()).isFalse();
		assertThat(new WatchProperties(Duration.ofMinutes(-5), NOTICE).isEveryPossible()).isFalse();
	}

	@Test
	void secretNoticeWhenNegativeThenImpossible() {
		assertThat(new WatchProperties(Duration.ofHours(1), Duration.ZERO).isSecretNoticePossible()).isTrue();
		assertThat(new WatchProperties(Duration.ofHours(1), Duration.ofDays(-1)).isSecretNoticePossible()).isFalse();
	}

}
