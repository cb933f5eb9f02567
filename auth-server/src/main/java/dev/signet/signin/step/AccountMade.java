package dev.signet.signin.step;

import java.util.Optional;

/**
 * With {@code prompt=create}: has the person made an account since the request came?
 * Whoever has one already and signs in instead is welcome too (Initiating User
 * Registration via OpenID Connect 1.0 §4.1).
 */
final class AccountMade implements NextStep.Check {

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		boolean wanted = question.prompt().contains("create") && !question.cameSinceAsked();
		return wanted ? Optional.of(Missing.SIGN_UP) : Optional.empty();
	}

}
