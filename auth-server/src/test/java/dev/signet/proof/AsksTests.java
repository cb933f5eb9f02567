package dev.signet.proof;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class AsksTests {

	private final String who = UUID.randomUUID().toString();

	@Autowired
	private Asks asks;

	@Autowired
	private MutableClock clock;

	@Test
	void countWhenTooManyThenNotUntilTheWindowIsOver() {
		assertThat(counted(10)).isEqualTo(3);
		assertThat(this.asks.wait(Asking.RESET_MAIL, this.who)).isBetween(Duration.ofMinutes(59),
				Duration.ofMinutes(61));
		assertThat(this.asks.count(Asking.ADDRESS_MAIL, this.who)).as("another kind").isTrue();
		assertThat(this.asks.count(Asking.RESET_MAIL, "somebody else " + this.who)).isTrue();
		this.clock.advance(Duration.ofHours(1));
		assertThat(counted(10)).isEqualTo(3);
	}

	@Test
	void countWhenManyAtOnceThenNoMoreThanAllowed() {
		assertThat(IntStream.range(0, 40)
			.parallel()
			.filter((i) -> this.asks.count(Asking.MAIL_FROM_NETWORK, this.who))
			.count()).isEqualTo(20);
	}

	@Test
	void forgiveThenThereIsRoomForOneMore() {
		counted(3);
		this.asks.forgive(Asking.RESET_MAIL, this.who);
		assertThat(counted(2)).isEqualTo(1);
	}

	private long counted(int times) {
		return IntStream.range(0, times).filter((i) -> this.asks.count(Asking.RESET_MAIL, this.who)).count();
	}

}
