package dev.signet.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets many do something at the same moment. */
final class Race {

	private Race() {
	}

	/** Starts all together and waits for what each got, in the order given. */
	static <T> List<T> run(List<Callable<T>> racers) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(racers.size());
		try {
			CyclicBarrier start = new CyclicBarrier(racers.size());
			List<Future<T>> running = new ArrayList<>();
			for (Callable<T> racer : racers) {
				running.add(threads.submit(() -> {
					start.await();
					return racer.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> each : running) {
				results.add(each.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Half of so many do one thing, half the other. */
	static <T> List<T> between(int racers, Callable<T> one, Callable<T> other) throws Exception {
		List<Callable<T>> all = new ArrayList<>();
		for (int i = 0; i < racers; i++) {
			all.add((i % 2 == 0) ? one : other);
		}
		return run(all);
	}

}
