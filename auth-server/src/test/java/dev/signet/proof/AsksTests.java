package dev.signet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

	@Test
	void countWhenOneOfSeveralHadTooManyThenForNobody() {
		Asker small = new Asker(Asking.ADDRESS_MAIL, this.who, 2);
		Asker large = new Asker(Asking.MAIL_FROM_NETWORK, this.who, 3);
		Asker other = new Asker(Asking.ADDRESS_MAIL, "somebody else " + this.who, 2);
		assertThat(this.asks.count(List.of(large, small))).isEqualTo(new Asked(Optional.empty(), List.of()));
		assertThat(this.asks.count(List.of(large, small)).last()).containsExactly(small);
		for (int i = 0; i < 3; i++) {
			assertThat(this.asks.count(List.of(large, small)).refused()).hasValue(small);
		}
		assertThat(this.asks.count(List.of(large, other)).last()).as("still had room").containsExactly(large);
		assertThat(this.asks.count(List.of(large, other)).refused()).hasValue(large);
		assertThat(this.asks.before(List.of(small, large, other))).extracting(AskedBefore::asker, AskedBefore::times)
			.containsExactlyInAnyOrder(tuple(small, 2), tuple(other, 1), tuple(large, 3));
	}

	@Test
	void countWhenSeveralHadTooManyThenTheOneThatLastsLongestIsNamed() {
		Asker minutes = new Asker(Asking.SECOND_FACTOR, this.who, 1);
		Asker days = new Asker(Asking.SECOND_FACTOR_IN_A_ROW, this.who, 1);
		assertThat(this.asks.count(List.of(minutes, days)).last()).containsExactly(minutes, days);
		assertThat(this.asks.count(List.of(minutes, days)).refused()).hasValue(days);
	}

	@Test
	void countWhenManyAtOnceForSeveralThenNoMoreThanEachAllows() throws Exception {
		Asker network = new Asker(Asking.MAIL_FROM_NETWORK, this.who, 12);
		List<Asker> people = IntStream.range(0, 4)
			.mapToObj((i) -> new Asker(Asking.ADDRESS_MAIL, i + " " + this.who, 5))
			.toList();
		AtomicInteger turn = new AtomicInteger();
		List<Asker> counted = AtOnce.call(24, () -> {
			Asker person = people.get(turn.getAndIncrement() % people.size());
			return this.asks.count(List.of(network, person)).refused().isEmpty() ? person : network;
		});
		assertThat(counted).filteredOn((asker) -> asker != network).hasSizeBetween(1, 12);
		people.forEach((person) -> assertThat(counted).filteredOn(person::equals).hasSizeLessThanOrEqualTo(5));
		while (this.asks.count(List.of(network)).refused().isEmpty()) {
			// What was refused at once was taken back, so there may be room
		}
		assertThat(this.asks.before(List.of(network))).extracting(AskedBefore::times).containsExactly(12);
	}

	@Test
	void countWhenInARowThenProlongedByEachAndOverWithARightOne() {
		Asker row = new Asker(Asking.PASSWORD_IN_A_ROW, this.who, 3);
		this.asks.count(List.of(row));
		this.clock.advance(Duration.ofDays(29));
		this.asks.count(List.of(row));
		this.clock.advance(Duration.ofDays(29));
		assertThat(this.asks.count(List.of(row)).last()).containsExactly(row);
		assertThat(this.asks.count(List.of(row)).refused()).hasValue(row);
		this.asks.right(List.of(row));
		assertThat(this.asks.before(List.of(row))).isEmpty();
		this.asks.count(List.of(row));
		this.asks.count(List.of(row));
		this.asks.forgive(List.of(row));
		assertThat(this.asks.before(List.of(row))).extracting(AskedBefore::times).containsExactly(1);
		this.asks.forget(List.of(row));
		assertThat(this.asks.before(List.of(row))).isEmpty();
	}

	/** Else twice as many would be looked at around the end of a window. */
	@Test
	void countWhenSpreadThenNoMoreThanAllowedInAnySuchTimeAndTheWaitIsTrue() {
		Asker name = Asker.of(Asking.PASSWORD_FOR_NAME, this.who);
		assertThat(room(name, 1)).isOne();
		this.clock.advance(Duration.ofMinutes(14));
		assertThat(room(name, 4)).isEqualTo(4);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(room(name, 5)).isZero();
		Duration wait = this.asks.wait(name);
		assertThat(wait).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(13));
		this.clock.advance(wait);
		assertThat(room(name, 6)).as("who was refused waits for no longer").isEqualTo(5);
	}

	/** In an office somebody always mistypes. */
	@Test
	void countWhenSpreadOverANetworkThenItIsForgottenAllTheSame() {
		Asker network = new Asker(Asking.PASSWORD_FROM_NETWORK, this.who, 3);
		for (int i = 0; i < 6; i++) {
			assertThat(room(network, 1)).isOne();
			this.clock.advance(Duration.ofMinutes(8));
		}
	}

	@Test
	void countAndTakeBackWhenManyAtOnceThenNobodyIsStuck() throws Exception {
		List<Asker> askers = List.of(new Asker(Asking.ADDRESS_MAIL, this.who, 1000),
				new Asker(Asking.PASSWORD_IN_A_ROW, this.who, 1000),
				new Asker(Asking.PASSWORD_IN_A_ROW, "other " + this.who, 1000),
				new Asker(Asking.MAIL_FROM_NETWORK, this.who, 1000));
		List<Asker> backwards = new ArrayList<>(askers);
		Collections.reverse(backwards);
		AtOnce.run(16, () -> {
			for (int i = 0; i < 20; i++) {
				this.asks.count(askers);
				this.asks.right(backwards);
			}
		});
		assertThat(this.asks.before(askers)).isEmpty();
	}

	private long room(Asker asker, int times) {
		return IntStream.range(0, times).filter((i) -> this.asks.count(List.of(asker)).refused().isEmpty()).count();
	}

	private long counted(int times) {
		return IntStream.range(0, times).filter((i) -> this.asks.count(Asking.RESET_MAIL, this.who)).count();
	}

}
