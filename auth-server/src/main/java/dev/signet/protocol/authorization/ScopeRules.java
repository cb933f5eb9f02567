package dev.signet.protocol.authorization;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.signet.protocol.request.ProvedRequest;
import dev.signet.protocol.request.ScopeSyntax;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

/** What is asked for: scopes that the client is registered for (RFC 6749 §3.3). */
final class ScopeRules {

	private ScopeRules() {
	}

	static Set<String> read(ProvedRequest request) {
		String scope = request.parameters().only("scope");
		if (scope == null || !ScopeSyntax.isKept(scope)) {
			throw request.refuse(Refusal.SCOPE_MALFORMED, "scope", null);
		}
		Set<String> scopes = request.parameters().words("scope");
		if (!request.client().scopes().containsAll(scopes)) {
			Set<String> others = new LinkedHashSet<>(scopes);
			others.removeAll(request.client().scopes());
			throw request.refuse(RefusalError.of(Refusal.SCOPE_NOT_REGISTERED, String.join(" ", others),
					"some of: " + String.join(" ", request.client().scopes())));
		}
		return scopes;
	}

}
