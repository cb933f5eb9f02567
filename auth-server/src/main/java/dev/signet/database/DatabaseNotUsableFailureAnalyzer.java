package dev.signet.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints what is wrong with the database, and the fix, in place of a stack trace.
 */
final class DatabaseNotUsableFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseNotUsable> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DatabaseNotUsable cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
