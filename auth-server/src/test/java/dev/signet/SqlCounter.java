package dev.signet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Sees every SQL statement that the application runs, on any thread. A batch counts once
 * for each of its statements; the driver's begin and commit do not count.
 */
public final class SqlCounter implements QueryExecutionListener {

	private final List<List<String>> recordings = new CopyOnWriteArrayList<>();

	/** How many statements were run by anybody while the action ran. */
	public int count(Action action) {
		return statements(action).size();
	}

	/** The statements that were run by anybody while the action ran, in order. */
	public List<String> statements(Action action) {
		List<String> recording = new CopyOnWriteArrayList<>();
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
		return List.copyOf(recording);
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		List<String> statements = queries.stream().map(QueryInfo::getQuery).toList();
		this.recordings.forEach((recording) -> recording.addAll(statements));
	}

	/** What is watched. */
	@FunctionalInterface
	public interface Action {

		void run() throws Exception;

	}

}
