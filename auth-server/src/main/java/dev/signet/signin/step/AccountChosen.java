package dev.signet.signin.step;

import java.util.Optional;

/**
 * With {@code prompt=select_account}: has the person said which account to go on with, by
 * a button or by signing in since the request came?
 */
final class AccountChosen implements NextStep.Check {

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		boolean wanted = question.account() != null && question.prompt().contains("select_account")
				&& !question.cameSinceAsked();
		return wanted ? Optional.of(Missing.ACCOUNT_CHOICE) : Optional.empty();
	}

}
