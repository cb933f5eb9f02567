package dev.signet.secret;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeOrderedIdsTests {

	private static final Instant NOW = Instant.parse("2022-02-22T19:22:22Z");

	private final TimeOrderedIds ids = new TimeOrderedIds();

	@Test
	void nextThenVersion7OfTheUsualVariant() {
		UUID id = this.ids.next(NOW);
		assertThat(id.version()).isEqualTo(7);
		assertThat(id.variant()).isEqualTo(2);
	}

	/** The moment of the example in RFC 9562, appendix A.6. */
	@Test
	void nextThenBeginsWithTheMoment() {
		assertThat(this.ids.next(NOW)).asString().startsWith("017f22e2-79b0-7");
	}

	@Test
	void nextWhenLaterThenComesAfter() {
		String earlier = this.ids.next(NOW).toString();
		assertThat(this.ids.next(NOW.plusMillis(1)).toString()).isGreaterThan(earlier);
	}

	@Test
	void nextInTheSameMomentThenNeverTheSame() {
		Set<UUID> made = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			made.add(this.ids.next(NOW));
		}
		assertThat(made).hasSize(10_000);
	}

	@Test
	void nextThenEveryOtherBitIsOnceSetAndOnceNot() {
		long most = 0;
		long least = 0;
		long allMost = -1;
		long allLeast = -1;
		for (int i = 0; i < 200; i++) {
			UUID id = this.ids.next(NOW);
			most |= id.getMostSignificantBits();
			least |= id.getLeastSignificantBits();
			allMost &= id.getMostSignificantBits();
			allLeast &= id.getLeastSignificantBits();
		}
		assertThat(most ^ allMost).isEqualTo(0xFFFL);
		assertThat(least ^ allLeast).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
	}

}
