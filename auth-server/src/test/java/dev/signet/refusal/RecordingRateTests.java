package dev.signet.refusal;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingRateTests {

	private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

	private final RecordingRate rate = new RecordingRate(2);

	@Test
	void allowsWhenOneClientHasHadItsPartThenOthersStillHaveTheirs() {
		assertThat(this.rate.allows("loud", NOW)).isTrue();
		assertThat(this.rate.allows("loud", NOW)).isTrue();
		assertThat(this.rate.allows("loud", NOW.plusSeconds(59))).isFalse();
		assertThat(this.rate.allows("quiet", NOW)).isTrue();
		assertThat(this.rate.allows(null, NOW)).isTrue();
	}

	@Test
	void allowsWhenNobodyIsKnownThenAllShareOnePart() {
		assertThat(this.rate.allows(null, NOW)).isTrue();
		assertThat(this.rate.allows(null, NOW)).isTrue();
		assertThat(this.rate.allows(null, NOW)).isFalse();
	}

	@Test
	void allowsWhenMinuteIsOverOrClockStepsBackThenBeginsAgain() {
		for (int i = 0; i < 3; i++) {
			this.rate.allows("loud", NOW);
		}
		assertThat(this.rate.allows("loud", NOW.plus(Duration.ofMinutes(1)))).isTrue();
		assertThat(this.rate.allows("loud", NOW.minus(Duration.ofDays(1)))).isTrue();
	}

}
