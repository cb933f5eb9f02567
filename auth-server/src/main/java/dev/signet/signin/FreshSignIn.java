package dev.signet.signin;

import java.util.Optional;

import dev.signet.account.SignedInAccount;

/**
 * Is the last proof of identity fresh enough for {@code max_age} and
 * {@code prompt=login}? One given since the request came always is, so that
 * {@code max_age=0} does not ask for ever.
 */
final class FreshSignIn implements NextStep.Check {

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		SignedInAccount account = question.account();
		if (account == null || question.provedSinceAsked()) {
			return Optional.empty();
		}
		boolean asked = question.prompt().contains("login");
		boolean tooOld = question.maxAge() != null
				&& account.authenticatedAt().plus(question.maxAge()).isBefore(question.now());
		return (asked || tooOld) ? Optional.of(Missing.FRESH_SIGN_IN) : Optional.empty();
	}

}
