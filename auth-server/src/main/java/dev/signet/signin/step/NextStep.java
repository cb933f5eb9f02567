package dev.signet.signin.step;

import java.util.List;
import java.util.Optional;

import dev.signet.consent.Consents;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The ordered list of what may still be missing before a client gets its answer. Each
 * page, when done, returns to the pending request and so to this list; none knows which
 * page comes next. To add a step: one check, one page, one line here.
 */
@Component
public class NextStep {

	private final List<Check> checks;

	NextStep(Consents consents, SecondFactorPolicy policy, SecondFactors secondFactors, Optional<TermsOfService> terms,
			ApplicationEventPublisher events) {
		this.checks = List.of(new AccountMade(), new SignedIn(), new AccountChosen(), new FreshSignIn(),
				new SecondFactor(policy, secondFactors), new TermsAccepted(terms), new ConsentGivenCheck(consents),
				new SecondFactorReport(events));
	}

	/** The first thing missing, empty when the client can have its answer. */
	public Optional<Missing> of(AuthorizationQuestion question) {
		for (Check check : this.checks) {
			Optional<Missing> missing = check.missing(question);
			if (missing.isPresent()) {
				return missing;
			}
		}
		return Optional.empty();
	}

	/** One thing that may be missing. */
	interface Check {

		Optional<Missing> missing(AuthorizationQuestion question);

	}

}
