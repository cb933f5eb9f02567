package dev.signet.federation.look;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.signet.checklist.CheckLine;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.outbound.OutboundAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How long a look may take, and what time it is over there. */
class LookBudgetTests {

	private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

	private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

	@Test
	void callThenTakesNoLongerThanACallOrThanWhatIsLeft() throws UpstreamTrouble {
		assertThat(new LookBudget(Duration.ofSeconds(1), Duration.ofSeconds(9), this.clock).call().left())
			.isLessThanOrEqualTo(Duration.ofSeconds(1));
		assertThat(new LookBudget(Duration.ofSeconds(9), Duration.ofSeconds(1), this.clock).call().left())
			.isLessThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void callWhenTimeIsOverThenTheLineSaysThatItWasLeftOut() {
		LookBudget budget = new LookBudget(Duration.ofSeconds(1), Duration.ZERO, this.clock);
		assertThatExceptionOfType(UpstreamTrouble.class).isThrownBy(budget::call).satisfies((trouble) -> {
			Lines lines = new Lines();
			lines.add(Check.KEYS, "https://provider.example/jwks", trouble);
			assertThat(lines.all()).singleElement()
				.extracting(CheckLine::messageKey)
				.isEqualTo(Finding.NO_TIME.messageKey());
			assertThat(lines.failed(Check.KEYS)).isFalse();
		});
	}

	@Test
	void tellThenTheLaterAnswerCounts() {
		LookBudget budget = new LookBudget(this.clock);
		budget.note(answer(NOW.minusSeconds(4_000)));
		budget.note(answer(NOW.minusSeconds(7)));
		budget.note(answer(null));
		Lines lines = new Lines();
		budget.tell(lines);
		assertThat(lines.all()).containsExactly(
				Finding.CLOCKS_AGREE.line(Check.CLOCK, "7", "2026-11-25T11:59:53Z", "2026-11-25T12:00:00Z"));
	}

	@Test
	void tellWhenNoAnswerSaysThenNothingIsHeldAgainstIt() {
		Lines lines = new Lines();
		new LookBudget(this.clock).tell(lines);
		assertThat(lines.all()).containsExactly(Finding.NOT_TOLD.line(Check.CLOCK));
	}

	private static OutboundAnswer answer(Instant sentAt) {
		return new OutboundAnswer(200, null, new byte[0], sentAt);
	}

}
