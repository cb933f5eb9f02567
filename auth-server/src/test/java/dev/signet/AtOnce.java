package dev.signet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has several callers do the same at once, as several servers or browsers would. */
public final class AtOnce {

	private AtOnce() {
	}

	/**
	 * Waits for all of them. What one throws is thrown.
	 * @param callers how many
	 * @return what they got
	 */
	public static <T> List<T> call(int callers, Callable<T> call) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(callers);
		try {
			List<T> answers = new ArrayList<>();
			for (Future<T> answer : threads.invokeAll(Collections.nCopies(callers, call))) {
				answers.add(answer.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Does the same at once, for its effect. */
	public static void run(int callers, Runnable action) throws Exception {
		call(callers, Executors.callable(action));
	}

}
