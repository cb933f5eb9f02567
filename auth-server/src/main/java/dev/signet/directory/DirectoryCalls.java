package dev.signet.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.signet.outbound.Circuit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps a directory that is slow or away off everybody else: a call is over within five
 * seconds, eight at most are under way with one directory, and one that failed five times
 * in a row is not called for half a minute. That no answer to a password comes in time is
 * no failure, since it was there to be asked whose it is. Each node finds that out by
 * itself, as it is the way from there that may be broken.
 */
@Component
final class DirectoryCalls implements DisposableBean {

	private static final Log logger = LogFactory.getLog(DirectoryCalls.class);

	private static final int AT_ONCE = 8;

	private static final int THREADS = 32;

	private final Map<DirectoryId, Gate> gates = new ConcurrentHashMap<>();

	private final ThreadPoolExecutor threads;

	private final Duration total;

	private final Clock clock;

	@Autowired
	DirectoryCalls(Clock clock) {
		this(clock, LdapSockets.TOTAL);
	}

	DirectoryCalls(Clock clock, Duration total) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("directory-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
		this.total = total;
		this.clock = clock;
	}

	/**
	 * Calls a directory for somebody who waits.
	 * @param connections are closed when the work is done, or its time is over
	 * @param work what is said on them; not inside a transaction of the caller
	 * @throws DirectoryDown when it does not answer, or there is no room to ask; a fault
	 * of the database here is thrown as it is
	 */
	<T> T call(Directory directory, LdapSockets connections, Callable<T> work) throws DirectoryDown {
		return call(directory, connections, false, work);
	}

	/**
	 * The same in the background. What is asked for there may be too much for a directory
	 * that answers people well, so a failure keeps nobody from calling it.
	 */
	<T> T look(Directory directory, LdapSockets connections, Callable<T> work) throws DirectoryDown {
		return call(directory, connections, true, work);
	}

	private <T> T call(Directory directory, LdapSockets connections, boolean look, Callable<T> work)
			throws DirectoryDown {
		Gate gate = this.gates.computeIfAbsent(directory.id(), (id) -> new Gate());
		if (!gate.room.tryAcquire()) {
			throw new DirectoryDown("Too many calls are under way");
		}
		try (connections) {
			return tried(directory, gate.circuit, connections, look, work);
		}
		finally {
			gate.room.release();
		}
	}

	@Override
	public void destroy() {
		this.threads.shutdownNow();
	}

	private <T> T tried(Directory directory, Circuit circuit, LdapSockets connections, boolean look, Callable<T> work)
			throws DirectoryDown {
		Instant now = this.clock.instant();
		// Nor does a look try for all whether it is back
		if (look ? circuit.open(now) : !circuit.enter(now)) {
			throw new DirectoryDown("It failed several times in a row");
		}
		try {
			T result = await(work);
			circuit.worked();
			return result;
		}
		catch (RejectedExecutionException ex) {
			// All threads are busy or stop, so it was not even asked
			throw new DirectoryDown("Too many calls are under way", ex);
		}
		catch (DirectoryDown ex) {
			boolean passwordSent = connections.passwordSent();
			if (passwordSent) {
				// It may wait on purpose, and whoever guesses would shut it for all
				circuit.worked();
			}
			else if (!look) {
				circuit.failed(this.clock.instant());
			}
			// Without the message of the library, which may name people
			logger.warn("The directory " + directory.alias() + " gave no answer: " + ex.getMessage());
			throw passwordSent ? ex.afterPassword() : ex;
		}
	}

	private <T> T await(Callable<T> work) throws DirectoryDown {
		Future<T> answer = this.threads.submit(here(work));
		try {
			return answer.get(this.total.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new DirectoryDown("It took too long", ex);
		}
		catch (ExecutionException ex) {
			Throwable thrown = Objects.requireNonNullElse(ex.getCause(), ex);
			if (thrown instanceof Error error) {
				throw error;
			}
			if (thrown instanceof DataAccessException || thrown instanceof TransactionException) {
				// Guesses are counted on the way, and that is not the directory's fault
				throw (RuntimeException) thrown;
			}
			throw new DirectoryDown(cause(thrown), thrown);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DirectoryDown("The server stops", ex);
		}
		finally {
			// Nobody waits for it any more, so it need not hold a thread
			answer.cancel(true);
		}
	}

	/**
	 * The JDK looks for the class that connects by the loader of the thread, which is
	 * here the one of whoever made the thread.
	 */
	private static <T> Callable<T> here(Callable<T> work) {
		return () -> {
			Thread.currentThread().setContextClassLoader(DirectoryCalls.class.getClassLoader());
			return work.call();
		};
	}

	private static String cause(Throwable thrown) {
		Throwable deepest = thrown;
		while (deepest.getCause() != null && deepest.getCause() != deepest) {
			deepest = deepest.getCause();
		}
		return thrown.getClass().getSimpleName()
				+ ((deepest != thrown) ? " (" + deepest.getClass().getSimpleName() + ")" : "");
	}

	/** What is between everybody and one directory. */
	private static final class Gate {

		private final Semaphore room = new Semaphore(AT_ONCE);

		private final Circuit circuit = new Circuit();

	}

}
