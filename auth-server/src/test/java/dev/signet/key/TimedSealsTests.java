package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.signet.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimedSealsTests {

	private static final byte[] PLAIN = "the plain text".getBytes(StandardCharsets.UTF_8);

	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private final MutableClock clock = new MutableClock();

	private final TimedSeals seals = new TimedSeals(new MasterKey(MasterKeyTests.filled(1)), this.clock);

	@BeforeEach
	void stopTheClock() {
		this.clock.stop();
	}

	@Test
	void openWhenInTimeThenGivesPlainTextAndMoment() {
		String sealed = this.seals.seal(PLAIN, "form 1");
		TimedSeals.Opened opened = this.seals.open(sealed, "form 1", LIFETIME).orElseThrow();
		assertThat(opened.plain()).isEqualTo(PLAIN);
		assertThat(opened.at()).isEqualTo(this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
		this.clock.advance(LIFETIME.minusMillis(1));
		assertThat(this.seals.open(sealed, "form 1", LIFETIME)).isPresent();
	}

	@Test
	void openWhenTimeIsUpThenEmpty() {
		String sealed = this.seals.seal(PLAIN, "form 1");
		this.clock.advance(LIFETIME);
		assertThat(this.seals.open(sealed, "form 1", LIFETIME)).isEmpty();
		assertThat(this.seals.open(sealed, "form 1", LIFETIME.plusMinutes(1))).isPresent();
	}

	@Test
	void openWhenAnythingElseThenEmpty() {
		String sealed = this.seals.seal(PLAIN, "form 1");
		TimedSeals others = new TimedSeals(new MasterKey(MasterKeyTests.filled(2)), this.clock);
		assertThat(this.seals.open(sealed, "form 2", LIFETIME)).isEmpty();
		assertThat(others.open(sealed, "form 1", LIFETIME)).isEmpty();
		assertThat(this.seals.open("not sealed", "form 1", LIFETIME)).isEmpty();
	}

}
