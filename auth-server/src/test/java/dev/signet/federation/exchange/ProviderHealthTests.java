package dev.signet.federation.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.signet.MutableClock;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.provider.ProviderId;
import dev.signet.outbound.Circuit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ProviderHealthTests {

	private final MutableClock clock = new MutableClock();

	private final ProviderHealth health = new ProviderHealth(this.clock);

	private final ProviderId id = ProviderId.random();

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void watchedWhenNobodyAnswersFiveTimesInARowThenIsLeftAloneAndThenOneFindsOut() {
		for (int i = 0; i < Circuit.FAILURES; i++) {
			assertThat(this.health.open(this.id)).isFalse();
			assertThat(failure(this.id, true)).isEqualTo(FailureReason.PROVIDER_DOWN);
		}
		assertThat(this.health.open(this.id)).isTrue();
		assertThat(failure(this.id, false)).isEqualTo(FailureReason.PROVIDER_DOWN);
		assertThat(this.calls).hasValue(5);
		assertThat(failure(ProviderId.random(), false)).isNull();
		this.clock.advance(Circuit.LEFT_ALONE);
		assertThat(this.health.open(this.id)).isFalse();
		assertThat(failure(this.id, true)).isEqualTo(FailureReason.PROVIDER_DOWN);
		assertThat(this.health.open(this.id)).isTrue();
		this.clock.advance(Circuit.LEFT_ALONE);
		assertThat(failure(this.id, false)).isNull();
		assertThat(failure(this.id, true)).isEqualTo(FailureReason.PROVIDER_DOWN);
		assertThat(this.health.open(this.id)).isFalse();
	}

	@Test
	void watchedWhenOneFindsOutThenTheOthersDoNotWaitForIt() throws Exception {
		for (int i = 0; i < Circuit.FAILURES; i++) {
			failure(this.id, true);
		}
		this.clock.advance(Circuit.LEFT_ALONE);
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<Boolean> probe = threads.submit(() -> this.health.watched(this.id, () -> {
				asked.countDown();
				await(answer);
				return true;
			}));
			asked.await();
			assertThat(this.health.open(this.id)).isTrue();
			assertThat(failure(this.id, false)).isEqualTo(FailureReason.PROVIDER_DOWN);
			answer.countDown();
			assertThat(probe.get()).isTrue();
			assertThat(failure(this.id, false)).isNull();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Whatever somebody makes a provider answer, it answers. */
	@Test
	void watchedWhenProviderAnswersErrorsThenItIsNotAway() {
		for (int i = 0; i < 20; i++) {
			assertThat(failure(this.id, FailureReason.REFUSED_BY_PROVIDER))
				.isEqualTo(FailureReason.REFUSED_BY_PROVIDER);
			assertThat(failure(this.id, FailureReason.PROVIDER_DOWN)).isEqualTo(FailureReason.PROVIDER_DOWN);
		}
		assertThat(this.health.open(this.id)).isFalse();
	}

	/** Neither does it count against them, nor does it make up for what does. */
	@Test
	void watchedWhenNobodyWasCalledThenItTellsNothing() {
		UpstreamTrouble notCalled = UpstreamTrouble.notCalled("Too many calls are under way", null);
		for (int i = 1; i < Circuit.FAILURES; i++) {
			failure(this.id, true);
		}
		for (int i = 0; i < 20; i++) {
			assertThat(failed(this.id, notCalled)).isEqualTo(FailureReason.PROVIDER_DOWN);
		}
		assertThat(this.health.open(this.id)).isFalse();
		failure(this.id, true);
		assertThat(this.health.open(this.id)).isTrue();
	}

	@Test
	void watchedWhenSixtyFourWaitThenTheNextIsTurnedAwayAtOnce() throws Exception {
		CountDownLatch asked = new CountDownLatch(ProviderHealth.WAITING);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(ProviderHealth.WAITING);
		try {
			List<Future<Boolean>> waiting = new ArrayList<>();
			for (int i = 0; i < ProviderHealth.WAITING; i++) {
				waiting.add(threads.submit(() -> this.health.watched(this.id, () -> {
					asked.countDown();
					await(answer);
					return true;
				})));
			}
			asked.await();
			assertThat(failure(this.id, false)).isEqualTo(FailureReason.PROVIDER_DOWN);
			assertThat(this.calls).hasValue(0);
			assertThat(failure(ProviderId.random(), false)).isNull();
			answer.countDown();
			for (Future<Boolean> each : waiting) {
				assertThat(each.get()).isTrue();
			}
			assertThat(failure(this.id, false)).isNull();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private FailureReason failure(ProviderId provider, boolean away) {
		return failed(provider, away ? UpstreamTrouble.away("Nobody answers", null) : null);
	}

	private FailureReason failure(ProviderId provider, FailureReason reason) {
		return failed(provider, UpstreamTrouble.of(reason, "Answered so"));
	}

	private FailureReason failed(ProviderId provider, UpstreamTrouble trouble) {
		UpstreamTrouble thrown = catchThrowableOfType(UpstreamTrouble.class, () -> this.health.watched(provider, () -> {
			this.calls.incrementAndGet();
			if (trouble != null) {
				throw trouble;
			}
			return true;
		}));
		return (thrown != null) ? thrown.reason() : null;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
