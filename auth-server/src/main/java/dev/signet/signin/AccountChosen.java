package dev.signet.signin;

import java.util.Optional;

import dev.signet.account.SignedInAccount;

/**
 * With {@code prompt=select_account}: has the person said which account to go on with, by
 * a button or by signing in since the request came?
 */
final class AccountChosen implements NextStep.Check {

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		SignedInAccount account = question.account();
		if (account == null || !question.prompt().contains("select_account") || question.provedSinceAsked()) {
			return Optional.empty();
		}
		boolean chosen = question.pending() != null && account.accountId().equals(question.pending().chosenAccount());
		return chosen ? Optional.empty() : Optional.of(Missing.ACCOUNT_CHOICE);
	}

}
