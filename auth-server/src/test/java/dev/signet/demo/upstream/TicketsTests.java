package dev.signet.demo.upstream;

import java.time.Duration;

import dev.signet.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TicketsTests {

	private final MutableClock clock = new MutableClock();

	private final Tickets<String> tickets = new Tickets<>(Duration.ofMinutes(10), this.clock);

	@Test
	void takeWhenTakenBeforeThenNothing() {
		String name = this.tickets.issue("demo-", "behind");
		assertThat(this.tickets.look(name)).hasValue("behind");
		assertThat(this.tickets.take(name)).hasValue("behind");
		assertThat(this.tickets.take(name)).isEmpty();
		assertThat(this.tickets.look("another")).isEmpty();
	}

	@Test
	void lookWhenTimeIsOverThenNothing() {
		String name = this.tickets.issue("demo-", "behind");
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.tickets.look(name)).isEmpty();
	}

	@Test
	void issueWhenThereAreTooManyThenOldestMakesRoom() {
		String first = this.tickets.issue("demo-", "first");
		String second = this.tickets.issue("demo-", "second");
		for (int i = 2; i <= Tickets.MOST; i++) {
			this.tickets.issue("demo-", "more");
		}
		assertThat(this.tickets.look(first)).isEmpty();
		assertThat(this.tickets.look(second)).isPresent();
	}

}
