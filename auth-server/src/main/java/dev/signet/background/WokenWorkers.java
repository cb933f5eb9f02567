package dev.signet.background;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Threads that look for work when they are woken. However often that happens before one
 * of them has begun to look, one looks.
 */
public final class WokenWorkers {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final ScheduledThreadPoolExecutor threads;

	private final Runnable work;

	private final AtomicBoolean woken = new AtomicBoolean();

	/**
	 * Makes workers that sleep.
	 * @param name the beginning of the names of the threads
	 * @param count how many may work at once
	 * @param work looks for work and does it; it throws nothing
	 */
	public WokenWorkers(String name, int count, Runnable work) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(name);
		factory.setDaemon(true);
		this.threads = new ScheduledThreadPoolExecutor(count, factory, new ThreadPoolExecutor.DiscardPolicy());
		this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.work = work;
	}

	/** Lets one more worker look for work. It does not wait for it. */
	public void wake() {
		if (this.woken.compareAndSet(false, true)) {
			this.threads.execute(this::look);
		}
	}

	/** Wakes a worker later. */
	public void wakeIn(Duration wait) {
		this.threads.schedule(this::wake, wait.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Interrupts those who work, and lets nobody begin any more. It waits for them, but
	 * not long: some wait themselves, for an answer from elsewhere.
	 */
	public void stop() {
		this.threads.shutdownNow();
		try {
			this.threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look() {
		// From here on, whoever adds work must wake the next worker
		this.woken.set(false);
		this.work.run();
	}

}
