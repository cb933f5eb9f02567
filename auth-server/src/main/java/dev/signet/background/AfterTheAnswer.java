package dev.signet.background;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Does what somebody asked for after they got their answer. So neither what the answer
 * says nor how long it takes tells what came of it. What was not begun when the server
 * stops may be lost; people ask again.
 */
public final class AfterTheAnswer {

	private static final Log logger = LogFactory.getLog(AfterTheAnswer.class);

	private static final int WORKERS = 2;

	private static final int WAITING = 500;

	/** In milliseconds: work at the same time might slow the answer down. */
	private static final int DELAY = 200;

	private static final int SECONDS_TO_FINISH = 5;

	private final ScheduledThreadPoolExecutor workers;

	private final String failure;

	/**
	 * Makes workers that wait.
	 * @param name the beginning of the names of the threads
	 * @param failure what the log says when work fails
	 */
	public AfterTheAnswer(String name, String failure) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(name);
		threads.setDaemon(true);
		this.workers = new ScheduledThreadPoolExecutor(WORKERS, threads);
		this.failure = failure;
	}

	/**
	 * Has work done soon.
	 * @throws RejectedExecutionException when too much is waiting at this moment
	 */
	public void run(Runnable work) throws RejectedExecutionException {
		if (this.workers.getQueue().size() >= WAITING) {
			throw new RejectedExecutionException("Too many are asking");
		}
		this.workers.schedule(() -> attempt(work), DELAY, TimeUnit.MILLISECONDS);
	}

	/** Finishes what was asked for, if there is time. */
	public void finish() throws InterruptedException {
		this.workers.shutdown();
		this.workers.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
	}

	private void attempt(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			// Without the message, which might quote what was typed
			logger.warn(this.failure + ": " + ex.getClass().getName());
		}
	}

}
