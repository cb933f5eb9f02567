package dev.signet.database;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class SharedReadsTests {

	private static final Duration SLOW = Duration.ofSeconds(20);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Set<Integer>> read = new CopyOnWriteArrayList<>();

	private final CountDownLatch firstHasBegun = new CountDownLatch(1);

	private final CountDownLatch firstMayEnd = new CountDownLatch(1);

	/** The first reading ends when the test says so. */
	private final SharedReads<Integer, String> reads = new SharedReads<>(firstWaits(this::texts), SLOW, PATIENCE);

	@AfterEach
	void tearDown() {
		this.firstMayEnd.countDown();
		this.threads.shutdownNow();
	}

	@Test
	void getWhenNobodyReadsThenReadsForOneselfAlone() {
		SharedReads<Integer, String> reads = new SharedReads<>(this::texts, SLOW, PATIENCE);
		assertThat(reads.get(1)).contains("1");
		assertThat(reads.get(1)).contains("1");
		assertThat(this.read).containsExactly(Set.of(1), Set.of(1));
	}

	@Test
	void getWhenThereIsNoAnswerThenEmpty() {
		assertThat(new SharedReads<Integer, String>((keys) -> Map.of(), SLOW, PATIENCE).get(1)).isEmpty();
	}

	@Test
	void getWhenInsideATransactionThenReadsAloneInIt() throws Exception {
		SharedReads<Integer, String> reads = new SharedReads<>(firstWaits(this::texts), Duration.ofMinutes(5),
				PATIENCE);
		Future<Optional<String>> first = begin(reads);
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			assertThat(reads.get(1)).contains("1");
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
		assertThat(first).isNotDone();
		this.firstMayEnd.countDown();
		assertThat(first.get()).contains("0");
	}

	@Test
	void getWhenManyAskDuringAReadingThenTheNextOneAnswersAll() throws Exception {
		Future<Optional<String>> first = begin(this.reads);
		List<Future<Optional<String>>> others = new ArrayList<>();
		for (int i = 1; i <= 20; i++) {
			others.add(ask(this.reads, i));
		}
		untilAllWait(20);
		this.firstMayEnd.countDown();
		assertThat(first.get()).contains("0");
		for (int i = 1; i <= 20; i++) {
			assertThat(others.get(i - 1).get()).contains(String.valueOf(i));
		}
		assertThat(this.read).hasSize(2);
		assertThat(this.read.get(1)).hasSize(20);
	}

	@Test
	void getWhenAskedAfterAReadingBeganThenItsAnswerIsNotTaken() throws Exception {
		AtomicInteger truth = new AtomicInteger(1);
		SharedReads<String, Integer> reads = new SharedReads<>(firstWaits((keys) -> Map.of("key", truth.get())), SLOW,
				PATIENCE);
		Future<Optional<Integer>> before = this.threads.submit(() -> reads.get("key"));
		this.firstHasBegun.await();
		truth.set(2);
		Future<Optional<Integer>> after = this.threads.submit(() -> reads.get("key"));
		untilAllWait(1);
		this.firstMayEnd.countDown();
		assertThat(before.get()).contains(1);
		assertThat(after.get()).contains(2);
	}

	@Test
	void getWhenManyKeepAskingThenFewReadingsAndEachNewerThanItsQuestion() throws Exception {
		AtomicLong truth = new AtomicLong();
		AtomicInteger readings = new AtomicInteger();
		SharedReads<Integer, Long> reads = new SharedReads<>((keys) -> {
			readings.incrementAndGet();
			long now = truth.get();
			// As long as a statement, so that others come meanwhile
			LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
			return keys.stream().collect(Collectors.toMap(Function.identity(), (key) -> now));
		}, SLOW, PATIENCE);
		List<Future<?>> callers = new ArrayList<>();
		for (int caller = 0; caller < 8; caller++) {
			int key = caller;
			callers.add(this.threads.submit(() -> IntStream.range(0, 200).forEach((round) -> {
				long asked = truth.incrementAndGet();
				assertThat(reads.get(key).orElseThrow()).isGreaterThanOrEqualTo(asked);
			})));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
		assertThat(readings.get()).isLessThan(8 * 200 / 2);
	}

	@Test
	void getWhenMoreAskThanFitThenSeveralReadings() throws Exception {
		begin(this.reads);
		int many = SharedReads.MOST + 10;
		List<Future<Optional<String>>> others = new ArrayList<>();
		for (int i = 1; i <= many; i++) {
			others.add(ask(this.reads, i));
		}
		this.firstMayEnd.countDown();
		for (int i = 1; i <= many; i++) {
			assertThat(others.get(i - 1).get()).contains(String.valueOf(i));
		}
		assertThat(this.read).allSatisfy((keys) -> assertThat(keys).hasSizeLessThanOrEqualTo(SharedReads.MOST));
	}

	@Test
	void getWhenTheReadingFailsThenAllHearItAndTheNextOneIsTried() throws Exception {
		DataAccessResourceFailureException away = new DataAccessResourceFailureException("The database is away");
		AtomicInteger readings = new AtomicInteger();
		SharedReads<Integer, String> reads = new SharedReads<>(firstWaits((keys) -> {
			if (readings.incrementAndGet() == 2) {
				throw away;
			}
			return texts(keys);
		}), SLOW, PATIENCE);
		begin(reads);
		List<Future<Optional<String>>> others = List.of(ask(reads, 1), ask(reads, 2), ask(reads, 3));
		untilAllWait(3);
		this.firstMayEnd.countDown();
		for (Future<Optional<String>> other : others) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(other::get).withCause(away);
		}
		assertThat(reads.get(4)).contains("4");
	}

	@Test
	void getWhenAReadingIsSlowThenTheNextBeginsBesideIt() throws Exception {
		SharedReads<Integer, String> reads = new SharedReads<>(firstWaits(this::texts), Duration.ofMillis(50),
				PATIENCE);
		Future<Optional<String>> slow = begin(reads);
		assertThat(reads.get(1)).contains("1");
		assertThat(slow.isDone()).isFalse();
	}

	@Test
	void getWhenSomebodyElseReadsForTooLongThenTimeOut() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger readings = new AtomicInteger();
		SharedReads<Integer, String> reads = new SharedReads<>((keys) -> {
			readings.incrementAndGet();
			await(never);
			return Map.of();
		}, SLOW, Duration.ofMillis(300));
		ask(reads, 0);
		while (readings.get() == 0) {
			Thread.onSpinWait();
		}
		Future<Optional<String>> before = ask(reads, 1);
		Eventually.holds(() -> waiting() > 0 || before.isDone());
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> reads.get(2))
			.withCauseInstanceOf(SQLTimeoutException.class);
		never.countDown();
	}

	@Test
	void getWhenInterruptedWhileAnotherReadsThenGivesUpAloneAndStaysInterrupted() throws Exception {
		begin(this.reads);
		Future<Optional<String>> leader = ask(this.reads, 1);
		untilAllWait(1);
		CountDownLatch gaveUp = new CountDownLatch(1);
		Thread follower = new Thread(() -> {
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> this.reads.get(2));
			if (Thread.currentThread().isInterrupted()) {
				gaveUp.countDown();
			}
		});
		follower.start();
		follower.interrupt();
		assertThat(gaveUp.await(30, TimeUnit.SECONDS)).isTrue();
		this.firstMayEnd.countDown();
		assertThat(leader.get()).contains("1");
	}

	@Test
	void getWhenTheOneWhoReadsForAllIsInterruptedThenReadsAllTheSame() {
		SharedReads<Integer, Boolean> reads = new SharedReads<>(
				(keys) -> Map.of(1, Thread.currentThread().isInterrupted()), SLOW, PATIENCE);
		Thread.currentThread().interrupt();
		assertThat(reads.get(1)).contains(false);
		assertThat(Thread.interrupted()).isTrue();
	}

	private Map<Integer, String> texts(Set<Integer> keys) {
		this.read.add(Set.copyOf(keys));
		return keys.stream().collect(Collectors.toMap(Function.identity(), String::valueOf));
	}

	/** Has the first reading begin. */
	private Future<Optional<String>> begin(SharedReads<Integer, String> reads) throws InterruptedException {
		Future<Optional<String>> first = ask(reads, 0);
		this.firstHasBegun.await();
		return first;
	}

	private Future<Optional<String>> ask(SharedReads<Integer, String> reads, int key) {
		return this.threads.submit(() -> reads.get(key));
	}

	/** The first reading takes its answer at once, and then its time. */
	private <K, V> Function<Set<K>, Map<K, V>> firstWaits(Function<Set<K>, Map<K, V>> reading) {
		AtomicInteger readings = new AtomicInteger();
		return (keys) -> {
			Map<K, V> answers = reading.apply(keys);
			if (readings.incrementAndGet() == 1) {
				this.firstHasBegun.countDown();
				await(this.firstMayEnd);
			}
			return answers;
		};
	}

	/** Besides the first, which waits for this test. */
	private static void untilAllWait(int callers) {
		Eventually.holds(() -> waiting() >= callers);
	}

	private static long waiting() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((frames) -> Stream.of(frames)
				.anyMatch((frame) -> frame.getClassName().startsWith(SharedReads.class.getName())
						&& List.of("awaitTurn", "answers").contains(frame.getMethodName())))
			.count();
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
