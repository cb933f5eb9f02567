package dev.signet.node;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Hears what other nodes announce and passes it on, on a thread of its own. A connection
 * that is lost is made again; what was announced meanwhile is not known, so then all
 * listeners are told.
 */
final class ChangeWatch implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ChangeWatch.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private static final Duration FAREWELL = Duration.ofSeconds(2);

	private final Opening opening;

	private final Changes changes;

	private final List<ChangeListener> listeners;

	private final LongSupplier nanoTime;

	private volatile @Nullable Thread thread;

	private volatile @Nullable ListeningConnection connection;

	private volatile long lastSign;

	ChangeWatch(Opening opening, Changes changes, List<ChangeListener> listeners, LongSupplier nanoTime) {
		this.opening = opening;
		this.changes = changes;
		this.listeners = listeners;
		this.nanoTime = nanoTime;
		this.lastSign = nanoTime.getAsLong();
	}

	/** How long ago the database last gave a sign of life. */
	Duration silence() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.lastSign);
	}

	@Override
	public void start() {
		Thread started = new Thread(this::run, "changes");
		started.setDaemon(true);
		this.thread = started;
		started.start();
	}

	private void run() {
		BackOffExecution pauses = pauses();
		boolean lost = false;
		while (isRunning()) {
			try (ListeningConnection opened = this.opening.open()) {
				this.connection = opened;
				this.lastSign = this.nanoTime.getAsLong();
				this.listeners.forEach(ChangeWatch::tell);
				if (lost) {
					logger.info("Changes made on other nodes are heard at once again");
				}
				pauses = pauses();
				lost = false;
				listen(opened);
			}
			catch (SQLException | RuntimeException ex) {
				if (isRunning() && !lost) {
					logger.warn("Changes made on other nodes are seen after 5 seconds, as the connection to hear of "
							+ "them failed; it is tried again: {}", ex.getMessage());
				}
				lost = true;
				pause(pauses.nextBackOff());
			}
		}
	}

	private void listen(ListeningConnection opened) throws SQLException {
		while (isRunning()) {
			List<String> topics = opened.await()
				.stream()
				.flatMap((heard) -> this.changes.topic(heard).stream())
				.toList();
			this.lastSign = this.nanoTime.getAsLong();
			this.listeners.stream().filter((listener) -> topics.contains(listener.topic())).forEach(ChangeWatch::tell);
		}
	}

	private static void tell(ChangeListener listener) {
		try {
			listener.changed();
		}
		catch (RuntimeException ex) {
			logger.error("A change of {} could not be passed on", listener.topic(), ex);
		}
	}

	private void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			this.thread = null; // by stop()
		}
	}

	private static BackOffExecution pauses() {
		ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
		backOff.setMaxInterval(LONGEST_PAUSE.toMillis());
		// Nodes that lost the same database do not come back in step
		backOff.setJitter(FIRST_PAUSE.toMillis());
		return backOff.start();
	}

	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped == null) {
			return;
		}
		stopped.interrupt();
		try {
			ListeningConnection last = this.connection;
			if (last != null) {
				last.close();
			}
			stopped.join(FAREWELL.toMillis());
		}
		catch (SQLException ex) {
			logger.debug("The connection that listened was lost before", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** After what it tells has started, and it stops before that. */
	@Override
	public int getPhase() {
		return 1;
	}

	/** How a connection is made. */
	@FunctionalInterface
	interface Opening {

		ListeningConnection open() throws SQLException;

	}

}
