package dev.signet.database;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets callers that ask at the same time share one statement. Nothing is remembered: what
 * a caller gets was always read after it had asked.
 * <p>
 * Who asks while nobody reads, reads at once. Those who ask meanwhile gather, and the
 * first of them reads for all as soon as that reading is over. Where a reading had
 * several callers, more are on their way, so the next one begins a moment after it at the
 * earliest and takes them along, as PostgreSQL does with {@code commit_delay}.
 * <p>
 * The time limits are those of the reading. One that is slow holds up nobody for long:
 * the next then begins beside it. A caller inside a transaction reads alone, in it: else
 * it would wait for a second connection while it holds one, and not see what it wrote.
 *
 * @param <K> what is asked for
 * @param <V> what is answered
 */
public final class SharedReads<K, V> {

	/** The most that is asked for in one reading. */
	static final int MOST = 64;

	/** Many times what a look-up by key takes. */
	private static final Duration SLOW = Duration.ofMillis(100);

	/** Longer than the pool, the statement and the socket allow together. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** From the beginning of a shared reading to that of the next. */
	private static final Duration PAUSE = Duration.ofMillis(1);

	private final Function<Set<K>, Map<K, V>> reading;

	/** How long a reading may take before the next begins beside it. */
	private final Duration slow;

	/**
	 * How long to wait for somebody else's reading, which ends sooner by its own limits.
	 */
	private final Duration patience;

	private Batch<K, V> newest = new Batch<>();

	/**
	 * Makes reads of one kind, each a look-up by keys.
	 * @param reading answers many questions at once, leaving out those without an answer
	 */
	public SharedReads(Function<Set<K>, Map<K, V>> reading) {
		this(reading, SLOW, PATIENCE);
	}

	/**
	 * Makes reads of one kind.
	 * @param reading answers many questions at once, leaving out those without an answer
	 * @param slow how long a reading may take before the next begins beside it
	 * @param patience longer than a reading can take
	 */
	SharedReads(Function<Set<K>, Map<K, V>> reading, Duration slow, Duration patience) {
		this.reading = reading;
		this.slow = slow;
		this.patience = patience;
		this.newest.end(Map.of());
	}

	/**
	 * What there is for a key, read after this was called.
	 * @return empty when there is nothing
	 * @throws RuntimeException what the reading threw, the same for all who share it
	 */
	public Optional<V> get(K key) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return Optional.ofNullable(this.reading.apply(Set.of(key)).get(key));
		}
		Batch<K, V> batch;
		Batch<K, V> previous;
		synchronized (this) {
			previous = this.newest;
			if (previous.join(key)) {
				batch = previous;
			}
			else {
				batch = new Batch<>();
				batch.join(key);
				this.newest = batch;
			}
		}
		if (batch == previous) {
			return Optional.ofNullable(batch.answers(this.patience).get(key));
		}
		awaitTurn(previous);
		return Optional.ofNullable(read(batch).get(key));
	}

	/** An interrupted caller reads all the same, at once: others may wait for it. */
	private void awaitTurn(Batch<?, ?> previous) {
		try {
			if (previous.ended.await(this.slow.toNanos(), TimeUnit.NANOSECONDS) && previous.callers > 1) {
				LockSupport.parkNanos(previous.begun + PAUSE.toNanos() - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Map<K, V> read(Batch<K, V> batch) {
		boolean interrupted = Thread.interrupted();
		try {
			Set<K> keys;
			synchronized (this) {
				keys = batch.close();
			}
			Map<K, V> answers = this.reading.apply(keys);
			batch.end(answers);
			return answers;
		}
		catch (RuntimeException | Error ex) {
			batch.fail(ex);
			throw ex;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Those who share a reading. Joined and closed under the lock of the reads; what they
	 * wait for is written before it has ended.
	 */
	private static final class Batch<K, V> {

		private final CountDownLatch ended = new CountDownLatch(1);

		private final Set<K> keys = new LinkedHashSet<>();

		private int callers;

		private boolean closed;

		private long begun;

		private @Nullable Map<K, V> answers;

		private @Nullable Throwable failure;

		/** Whether the reading has yet to begin and takes this question along. */
		boolean join(K key) {
			if (this.closed || (this.keys.size() == MOST && !this.keys.contains(key))) {
				return false;
			}
			this.keys.add(key);
			this.callers++;
			return true;
		}

		Set<K> close() {
			this.closed = true;
			this.begun = System.nanoTime();
			return this.keys;
		}

		void end(Map<K, V> read) {
			this.closed = true;
			this.answers = read;
			this.ended.countDown();
		}

		void fail(Throwable thrown) {
			this.failure = thrown;
			this.ended.countDown();
		}

		Map<K, V> answers(Duration patience) {
			try {
				if (!this.ended.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
					throw tooLong("Nobody has read in time");
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw tooLong("Interrupted while somebody else was reading");
			}
			if (this.failure instanceof RuntimeException exception) {
				throw exception;
			}
			if (this.failure != null || this.answers == null) {
				throw new IllegalStateException("The reading has failed", this.failure);
			}
			return this.answers;
		}

		/** As the driver says it of a statement of one's own. */
		private static QueryTimeoutException tooLong(String message) {
			return new QueryTimeoutException(message, new SQLTimeoutException(message));
		}

	}

}
