package dev.signet.key;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints what is wrong with the master key, and the fix, in place of a stack trace.
 */
final class MasterKeyUnusableFailureAnalyzer extends AbstractFailureAnalyzer<MasterKeyUnusable> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MasterKeyUnusable cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
