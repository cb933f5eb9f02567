package dev.signet.signin.step;

import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.SignedInAccount;

/**
 * Is the last proof of identity fresh enough for {@code max_age}, {@code prompt=login}
 * and what is set for the client? One given since the request came always is, so that
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
		boolean tooOld = Stream.of(Optional.ofNullable(question.maxAge()), question.client().sessionMaxAge())
			.flatMap(Optional::stream)
			.anyMatch((age) -> !account.provedSince(question.now().minus(age)));
		boolean leftAlone = question.client()
			.sessionIdle()
			.filter((idle) -> question.longestPause().compareTo(idle) > 0)
			.isPresent();
		return (asked || tooOld || leftAlone) ? Optional.of(Missing.FRESH_SIGN_IN) : Optional.empty();
	}

}
