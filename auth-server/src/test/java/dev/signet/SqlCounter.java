package dev.signet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

import org.springframework.web.context.request.RequestContextHolder;

/**
 * Sees every SQL statement that the application runs, on any thread. A batch counts once
 * for each of its statements; the driver's begin and commit do not count.
 */
public final class SqlCounter implements QueryExecutionListener {

	private final List<Recording> recordings = new CopyOnWriteArrayList<>();

	/** How many statements were run by anybody while the action ran. */
	public int count(Action action) {
		return statements(action).size();
	}

	/** The statements that were run by anybody while the action ran, in order. */
	public List<String> statements(Action action) {
		return record(false, action);
	}

	/**
	 * The statements that HTTP requests ran on their own threads while the action ran, in
	 * order: not those of a job that happened to be due.
	 */
	public List<String> ofRequests(Action action) {
		return record(true, action);
	}

	private List<String> record(boolean requestsOnly, Action action) {
		Recording recording = new Recording(requestsOnly, new CopyOnWriteArrayList<>());
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
		return List.copyOf(recording.statements());
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		List<String> statements = queries.stream().map(QueryInfo::getQuery).toList();
		boolean ofRequest = RequestContextHolder.getRequestAttributes() != null;
		this.recordings.stream()
			.filter((recording) -> ofRequest || !recording.requestsOnly())
			.forEach((recording) -> recording.statements().addAll(statements));
	}

	private record Recording(boolean requestsOnly, List<String> statements) {
	}

	/** What is watched. */
	@FunctionalInterface
	public interface Action {

		void run() throws Exception;

	}

}
