package dev.signet.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.account.AccountGeneration;
import dev.signet.account.TestAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What twenty callers do at the same moment.
 */
class SessionRaceTests extends SessionOwner {

	private static final int CALLERS = 20;

	private static final int ROUNDS = 50;

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	private final CyclicBarrier together = new CyclicBarrier(CALLERS);

	@Autowired
	private SessionSweep sweep;

	@Autowired
	private TransactionTemplate transaction;

	@AfterEach
	void stop() throws InterruptedException {
		this.callers.shutdown();
		assertThat(this.callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
	}

	@Test
	void endWhenTwentyAtOnceThenSaidOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			NewSession session = open(false);
			atOnce((caller) -> {
				this.sessions.end(session.sessionId(), EndReason.SIGNED_OUT);
				return null;
			});
			assertThat(this.ended.of(session.sessionId())).hasSize(1);
		}
	}

	@Test
	void endWhenAllAndOneAndSweepAtOnceThenSaidOnceForEach() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			List<NewSession> opened = List.of(open(false), open(false), open(false), open(false));
			if (round % 2 == 0) {
				this.clock.advance(Duration.ofMinutes(31));
			}
			atOnce((caller) -> {
				switch (caller % 3) {
					case 0 -> this.sessions.endAll(this.account, EndReason.SIGNED_OUT_EVERYWHERE);
					case 1 -> this.sessions.end(opened.get(caller % 4).sessionId(), EndReason.SIGNED_OUT);
					default -> this.sweep.sweep();
				}
				return null;
			});
			assertThat(opened).allSatisfy((session) -> assertThat(this.ended.of(session.sessionId())).hasSize(1));
			this.clock.reset();
		}
	}

	@Test
	void renewWhenTwentyAtOnceThenOneCookieLives() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			NewSession session = open(false);
			List<NewSession> renewed = atOnce((caller) -> this.sessions.renew(session.sessionId(), password()));
			assertThat(this.sessions.signedIn(session.cookieValue())).isEmpty();
			assertThat(renewed).filteredOn((candidate) -> this.sessions.signedIn(candidate.cookieValue()).isPresent())
				.hasSize(1);
			assertThat(this.sessions.of(this.account)).filteredOn((live) -> live.id().equals(session.sessionId()))
				.singleElement()
				.satisfies((live) -> assertThat(live.factors()).hasSize(1));
		}
	}

	@Test
	void renewWhenEndedAtOnceThenNoCookieLives() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			NewSession session = open(false);
			List<NewSession> renewed = atOnce((caller) -> {
				if (caller == 7) {
					this.sessions.end(session.sessionId(), EndReason.SIGNED_OUT);
					return session;
				}
				try {
					return this.sessions.renew(session.sessionId(), password());
				}
				catch (NoSuchSession ex) {
					return session;
				}
			});
			assertThat(renewed).noneMatch((candidate) -> this.sessions.signedIn(candidate.cookieValue()).isPresent());
			assertThat(this.ended.of(session.sessionId())).hasSize(1);
		}
	}

	@Test
	void findWhenTwentyAtOnceAfterAMinuteThenAllFindIt() throws Exception {
		NewSession session = open(false);
		for (int round = 0; round < ROUNDS; round++) {
			this.clock.advance(Duration.ofSeconds(61));
			assertThat(atOnce((caller) -> this.sessions.signedIn(session.cookieValue()).isPresent()))
				.containsOnly(true);
		}
	}

	/** It is seen only when it is there, so whoever ends all waits for it. */
	@Test
	void endAllWhenASessionIsJustOpeningThenEndsThatToo() {
		CompletableFuture<Void> all = new CompletableFuture<>();
		NewSession opened = this.transaction.execute((status) -> {
			NewSession opening = open(false);
			all.completeAsync(() -> {
				this.sessions.endAll(this.account, EndReason.SIGNED_OUT_EVERYWHERE);
				return null;
			});
			Eventually.holds(() -> all.isDone() || LockWaits.all(this.jdbc) > 0);
			return opening;
		});
		all.join();
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
		assertThat(this.ended.of(opened.sessionId())).hasSize(1);
	}

	@Test
	void openWhenEverybodyIsShutOutAtThatMomentThenNone() {
		AccountGeneration before = TestAccounts.generation(this.accounts, this.account);
		CompletableFuture<Optional<NewSession>> opened = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.sessions.endAll(this.account, EndReason.SIGNED_OUT_EVERYWHERE);
			opened.completeAsync(() -> this.sessions.open(before, List.of(password()), false, DEVICE));
			Eventually.holds(() -> opened.isDone() || LockWaits.all(this.jdbc) > 0);
		});
		assertThat(opened.join()).isEmpty();
		assertThat(this.sessions.of(this.account)).isEmpty();
	}

	private <T> List<T> atOnce(Caller<T> caller) throws Exception {
		List<Callable<T>> calls = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			int number = i;
			calls.add(() -> {
				this.together.await(1, TimeUnit.MINUTES);
				return caller.call(number);
			});
		}
		List<T> answers = new ArrayList<>();
		for (Future<T> answer : this.callers.invokeAll(calls)) {
			answers.add(answer.get());
		}
		return answers;
	}

	private interface Caller<T> {

		T call(int number) throws Exception;

	}

}
