package dev.signet.key;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints which key is unknown, and the fix, in place of a stack trace.
 */
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnknownKey> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownKey cause) {
		return new FailureAnalysis(cause.getMessage(), "Nothing was withdrawn under this name. Copy the kid of the key "
				+ "from /oauth2/jwks or from the header of a token, or take it out of the setting.", cause);
	}

}
