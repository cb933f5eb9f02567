package dev.signet.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is slow, full or away from a mistake of ours. The first is worth
 * another try by the caller, the second is not.
 */
final class Outage {

	/**
	 * Classes of SQLSTATE (PostgreSQL, appendix A): connection, transaction rolled back,
	 * out of resources, taken by another, stopped by an operator or a time limit, system.
	 */
	private static final Set<String> CLASSES = Set.of("08", "40", "53", "55", "57", "58");

	/** A replica that was promoted, or a primary that was not yet. */
	private static final String READ_ONLY = "25006";

	private Outage() {
	}

	static boolean explains(@Nullable Throwable thrown) {
		for (Throwable each = thrown; each != null; each = each.getCause()) {
			if (each instanceof SQLException ex && isOutage(ex)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOutage(SQLException ex) {
		if (ex instanceof SQLTransientException || ex instanceof SQLRecoverableException
				|| ex instanceof SQLNonTransientConnectionException) {
			return true;
		}
		String state = ex.getSQLState();
		return state != null
				&& (state.equals(READ_ONLY) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2))));
	}

}
