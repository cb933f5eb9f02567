package dev.signet.credential;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.signet.credential.CredentialProperties.Hashing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HashingGateTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ExecutorService callers = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.callers.shutdownNow();
	}

	@Test
	void passWhenSlotsAndQueueAreFullThenTurnsAway() throws Exception {
		HashingGate gate = new HashingGate(2, new Hashing(2, 0, LONG, Duration.ofSeconds(7)));
		CountDownLatch inside = new CountDownLatch(2);
		CountDownLatch release = new CountDownLatch(1);
		List<Future<Boolean>> working = IntStream.range(0, 2).mapToObj((i) -> occupy(gate, inside, release)).toList();
		inside.await();
		assertThatExceptionOfType(HashingBusy.class).isThrownBy(() -> gate.pass(() -> true))
			.satisfies((busy) -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
		release.countDown();
		for (Future<Boolean> work : working) {
			assertThat(work.get()).isTrue();
		}
		assertThat(gate.pass(() -> true)).isTrue();
	}

	@Test
	void passWhenManyComeThenNeverMoreAtOnceThanSlots() throws Exception {
		HashingGate gate = new HashingGate(3, new Hashing(3, 17, LONG, LONG));
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<Future<Integer>> all = this.callers
			.invokeAll(IntStream.range(0, 20).<Callable<Integer>>mapToObj((i) -> () -> gate.pass(() -> {
				most.accumulateAndGet(now.incrementAndGet(), Math::max);
				Thread.yield();
				return now.decrementAndGet();
			})).toList());
		for (Future<Integer> one : all) {
			one.get();
		}
		assertThat(most.get()).isBetween(1, 3);
	}

	@Test
	void passWhenTurnDoesNotComeThenTurnsAwayAndLeavesTheQueue() throws Exception {
		HashingGate gate = new HashingGate(1, new Hashing(1, 1, Duration.ZERO, LONG));
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Future<Boolean> working = occupy(gate, inside, release);
		inside.await();
		assertThatExceptionOfType(HashingBusy.class).isThrownBy(() -> gate.pass(() -> true));
		assertThatExceptionOfType(HashingBusy.class).isThrownBy(() -> gate.pass(() -> true));
		release.countDown();
		assertThat(working.get()).isTrue();
		assertThat(gate.pass(() -> true)).isTrue();
	}

	@Test
	void passWhenWorkFailsThenGivesTheSlotBack() {
		HashingGate gate = new HashingGate(1, new Hashing(1, 0, LONG, LONG));
		assertThatIllegalStateException().isThrownBy(() -> gate.pass(() -> {
			throw new IllegalStateException();
		}));
		assertThat(gate.pass(() -> true)).isTrue();
	}

	private Future<Boolean> occupy(HashingGate gate, CountDownLatch inside, CountDownLatch release) {
		return this.callers.submit(() -> gate.pass(() -> {
			inside.countDown();
			try {
				release.await();
				return true;
			}
			catch (InterruptedException ex) {
				return false;
			}
		}));
	}

}
