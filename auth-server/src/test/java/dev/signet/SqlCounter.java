package dev.signet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

import org.springframework.web.context.request.RequestContextHolder;

/**
 * Sees every SQL statement that the application runs, and tells a test which ones were
 * run for it: jobs run statements whenever they are due. A batch counts once for each of
 * its statements. What the driver sends by itself is not among them: begin, which goes to
 * the database together with the first statement, and commit, which is a round trip of
 * its own and counted apart.
 */
public final class SqlCounter implements QueryExecutionListener, MethodExecutionListener {

	private static final String COMMIT = "commit";

	private final List<Recording> recordings = new CopyOnWriteArrayList<>();

	/**
	 * The statements that the calling thread ran while the action ran, in order.
	 */
	public List<String> own(Action action) {
		Thread caller = Thread.currentThread();
		return record(() -> Thread.currentThread() == caller, action);
	}

	/**
	 * The statements that HTTP requests ran on their own threads while the action ran, in
	 * order.
	 */
	public List<String> ofRequests(Action action) {
		return record(SqlCounter::inRequest, action);
	}

	/**
	 * How many transactions of several statements HTTP requests committed on their own
	 * threads while the action ran.
	 */
	public int commitsOfRequests(Action action) {
		return recording(SqlCounter::inRequest, action).commits().get();
	}

	/**
	 * The statements that were run by anybody while the action ran, in order.
	 * @param meant which ones, so that no job's are among them
	 */
	public List<String> ofAll(Predicate<String> meant, Action action) {
		return record(() -> true, action).stream().filter(meant).toList();
	}

	private static boolean inRequest() {
		return RequestContextHolder.getRequestAttributes() != null;
	}

	private List<String> record(BooleanSupplier ours, Action action) {
		return List.copyOf(recording(ours, action).statements());
	}

	private Recording recording(BooleanSupplier ours, Action action) {
		Recording recording = new Recording(ours, new CopyOnWriteArrayList<>(), new AtomicInteger());
		this.recordings.add(recording);
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.recordings.removeIf((other) -> other == recording);
		}
		return recording;
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		List<String> statements = queries.stream().map(QueryInfo::getQuery).toList();
		this.recordings.stream()
			.filter((recording) -> recording.ours().getAsBoolean())
			.forEach((recording) -> recording.statements().addAll(statements));
	}

	@Override
	public void beforeMethod(MethodExecutionContext execution) {
	}

	@Override
	public void afterMethod(MethodExecutionContext execution) {
		if (execution.getMethod().getName().equals(COMMIT)) {
			this.recordings.stream()
				.filter((recording) -> recording.ours().getAsBoolean())
				.forEach((recording) -> recording.commits().incrementAndGet());
		}
	}

	/**
	 * What one test is told.
	 *
	 * @param ours whether it is told of what the present thread runs
	 * @param statements what it was told
	 * @param commits how many commits it was told of
	 */
	private record Recording(BooleanSupplier ours, List<String> statements, AtomicInteger commits) {
	}

	/** What is watched. */
	@FunctionalInterface
	public interface Action {

		void run() throws Exception;

	}

}
