package dev.signet;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How many wait in the database for somebody else: what a race is arranged by. */
public final class LockWaits {

	private LockWaits() {
	}

	/** For whatever it is. */
	public static int all(JdbcClient jdbc) {
		return count(jdbc, "true");
	}

	/** For a row that another one has changed or holds. */
	public static int forRows(JdbcClient jdbc) {
		return count(jdbc, "locktype in ('transactionid', 'tuple')");
	}

	private static int count(JdbcClient jdbc, String which) {
		return jdbc.sql("select count(*) from pg_locks where not granted and " + which).query(Integer.class).single();
	}

}
