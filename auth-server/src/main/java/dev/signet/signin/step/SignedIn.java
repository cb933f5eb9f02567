package dev.signet.signin.step;

import java.util.Optional;

/** Is somebody signed in, and the one whom the client expects? */
final class SignedIn implements NextStep.Check {

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		if (question.account() == null) {
			return Optional.of(Missing.SIGN_IN);
		}
		String expected = question.expectedSubject();
		boolean stranger = expected != null && !expected.equals(question.account().getName());
		return stranger ? Optional.of(Missing.ANOTHER_SIGN_IN) : Optional.empty();
	}

}
