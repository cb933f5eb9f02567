package dev.signet.session;

import java.util.List;

import dev.signet.account.SignedInAccount;
import dev.signet.web.LanguageWish;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The language that the person who is signed in has told ({@code locale}, OpenID Connect
 * Core 1.0 §5.1).
 */
@Component
@Order(2)
class AccountLanguage implements LanguageWish {

	private final SessionSecurityContexts contexts;

	AccountLanguage(SessionSecurityContexts contexts) {
		this.contexts = contexts;
	}

	@Override
	public List<String> languages(HttpServletRequest request) {
		return this.contexts.signedIn(request)
			.map(SessionAuthentication::getPrincipal)
			.map(SignedInAccount::locale)
			.map(List::of)
			.orElse(List.of());
	}

}
