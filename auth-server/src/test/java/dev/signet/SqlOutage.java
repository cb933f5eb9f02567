package dev.signet;

import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Takes the database away from requests, and from the test that asks for it: from some
 * statement on, each fails as it does when the connection breaks. What runs in the
 * background goes on, so that only what was asked for decides.
 */
public final class SqlOutage implements QueryExecutionListener {

	private static final int NONE = Integer.MAX_VALUE;

	/** How the container calls the threads that serve requests. */
	private static final String REQUESTS = "http-";

	private final AtomicInteger left = new AtomicInteger(NONE);

	private volatile Thread asking = Thread.currentThread();

	/**
	 * Runs the action with a database that answers so many statements and no more.
	 * @return whether a statement failed
	 */
	public boolean after(int statements, Runnable action) {
		this.asking = Thread.currentThread();
		this.left.set(statements);
		try {
			action.run();
			return this.left.get() < 0;
		}
		finally {
			this.left.set(NONE);
		}
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (this.left.get() != NONE && concerned(Thread.currentThread()) && this.left.getAndDecrement() <= 0) {
			SqlOutage.<RuntimeException>fail();
		}
	}

	private boolean concerned(Thread thread) {
		return thread == this.asking || thread.getName().startsWith(REQUESTS);
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	/** Every method of JDBC may throw it; only the listener does not say so. */
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void fail() throws E {
		throw (E) new SQLTransientConnectionException("the database is away", "08006");
	}

}
