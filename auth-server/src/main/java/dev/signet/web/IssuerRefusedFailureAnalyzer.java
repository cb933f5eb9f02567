package dev.signet.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints what is wrong with the issuer, and the fix. It comes before the framework's
 * words on settings that cannot be read, which would hide the reason.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class IssuerRefusedFailureAnalyzer extends AbstractFailureAnalyzer<IssuerRefused> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IssuerRefused cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
