package dev.signet.refusal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Where refused requests wait until one thread writes them, some at a time. Nobody waits
 * for it: while the database is away they stay here, and when there is no room left they
 * are dropped and counted. The log has each of them anyhow.
 */
@Component
final class RefusalQueue implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(RefusalQueue.class);

	private static final int ROOM = 4000;

	private static final int BATCH = 250;

	private static final Duration PACE = Duration.ofMillis(250);

	private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

	private final PostgresRefusedRequests postgres;

	private final Clock clock;

	private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(ROOM);

	/** What is being written; stays until that has worked. */
	private final List<Waiting> batch = new ArrayList<>();

	private final AtomicLong dropped = new AtomicLong();

	private Instant reportedAt = Instant.EPOCH;

	private volatile @Nullable ScheduledExecutorService writer;

	RefusalQueue(PostgresRefusedRequests postgres, Clock clock) {
		this.postgres = postgres;
		this.clock = clock;
	}

	/**
	 * Adds a request, or drops it.
	 * @param client asked when it is written, for a request without a client
	 */
	void add(RefusedRequest refused, Supplier<Optional<String>> client) {
		if (!this.waiting.offer(new Waiting(refused, client))) {
			drop();
		}
	}

	/** Counts a request that is not recorded. */
	void drop() {
		this.dropped.incrementAndGet();
	}

	/** Writes all that waits, as long as that works. */
	void flush() {
		while (write()) {
			// The next batch
		}
	}

	/** Whether a batch was written, so that another may follow. */
	private synchronized boolean write() {
		this.waiting.drainTo(this.batch, BATCH - this.batch.size());
		if (this.batch.isEmpty()) {
			return false;
		}
		try {
			insert();
			return true;
		}
		catch (DataAccessResourceFailureException | TransientDataAccessException | RecoverableDataAccessException
				| TransactionException ex) {
			logger.debug("Refused requests wait for the database", ex);
			return false;
		}
		catch (DataAccessException ex) {
			logger.warn("Refused requests could not be recorded", ex);
			this.dropped.addAndGet(this.batch.size());
			this.batch.clear();
			return false;
		}
	}

	/** When one of them cannot be stored, the others still are. */
	private void insert() {
		try {
			this.postgres.insert(this.batch.stream().map(Waiting::resolved).toList());
			this.batch.clear();
		}
		catch (DataIntegrityViolationException ex) {
			while (!this.batch.isEmpty()) {
				insertAlone(this.batch.get(0));
				this.batch.remove(0);
			}
		}
	}

	private void insertAlone(Waiting one) {
		try {
			this.postgres.insert(List.of(one.resolved()));
		}
		catch (DataIntegrityViolationException ex) {
			logger.warn("A refused request could not be recorded", ex);
			drop();
		}
	}

	/** The writer's turn; whatever goes wrong, there is a next one. */
	private void turn() {
		try {
			write();
			report();
		}
		catch (RuntimeException ex) {
			logger.error("The writer of refused requests failed", ex);
		}
	}

	private void report() {
		Instant now = this.clock.instant();
		if (this.dropped.get() > 0 && !now.isBefore(this.reportedAt.plus(BETWEEN_REPORTS))) {
			logger.warn("{} refused requests were not recorded, there were too many", this.dropped.getAndSet(0));
			this.reportedAt = now;
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService executor = Executors
			.newSingleThreadScheduledExecutor((work) -> new Thread(work, "refusal-writer"));
		executor.scheduleWithFixedDelay(this::turn, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
		this.writer = executor;
	}

	/** Requests are no longer accepted by then, so what waits is all there is. */
	@Override
	public void stop() {
		ScheduledExecutorService executor = this.writer;
		if (executor != null) {
			executor.shutdown();
			this.writer = null;
			flush();
		}
	}

	@Override
	public boolean isRunning() {
		return this.writer != null;
	}

	/** Before the web server starts, and so after it stops. */
	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * A request that waits.
	 *
	 * @param refused what is known of it
	 * @param client looks for its client
	 */
	private record Waiting(RefusedRequest refused, Supplier<Optional<String>> client) {

		RefusedRequest resolved() {
			return (this.refused.clientId() != null) ? this.refused : this.refused.with(this.client.get().orElse(null));
		}

	}

}
