package dev.signet.protocol.authorization;

import java.util.Optional;
import java.util.Set;

import dev.signet.account.AccountId;
import dev.signet.client.Client;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.refusal.Refusal;
import dev.signet.token.IdTokenHint;
import dev.signet.token.Subjects;
import dev.signet.token.TokenReader;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Whom a request is about, as the client tells: by {@code id_token_hint} (OpenID Connect
 * Core 1.0 §3.1.2.1) or by the value of the claim {@code sub} (§5.5.1). The one place
 * where both become an account.
 */
@Component
class SubjectHints {

	/** No account is called that, so nobody who signs in is the one. */
	private static final String NOBODY = "nobody";

	private final TokenReader tokens;

	private final Subjects subjects;

	SubjectHints(TokenReader tokens, Subjects subjects) {
		this.tokens = tokens;
		this.subjects = subjects;
	}

	/**
	 * The person whom the client expects.
	 * @param subjects the subjects that the claims parameter names, empty for none
	 * @return the account as text, or null when anybody will do
	 */
	@Nullable String expected(ProvedRequest request, Set<String> subjects) {
		Optional<String> hinted = hinted(request);
		if (subjects.size() > 1) {
			// Which of them is here decides the sign-in; the standard asks for one
			throw request.refuse(Refusal.CLAIMS_MALFORMED);
		}
		Optional<String> named = subjects.stream().findFirst().map((subject) -> account(subject, request.client()));
		if (hinted.isPresent() && named.isPresent() && !hinted.equals(named)) {
			throw request.refuse(Refusal.HINTS_DISAGREE);
		}
		return hinted.or(() -> named).orElse(null);
	}

	private Optional<String> hinted(ProvedRequest request) {
		String hint = request.parameters().only("id_token_hint");
		if (hint == null) {
			return Optional.empty();
		}
		return Optional.of(this.tokens.idTokenHint(hint)
			.map(IdTokenHint::subject)
			.orElseThrow(() -> request.refuse(Refusal.ID_TOKEN_HINT_FOREIGN)));
	}

	private String account(String subject, Client client) {
		return this.subjects.account(client, subject).map(AccountId::toString).orElse(NOBODY);
	}

}
