package dev.signet.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Decides in which language a page speaks, once for each request: the one chosen in this
 * browser, else the first wish that can be granted, else the one that the browser was set
 * up for, else that of the settings.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
final class PageLanguage implements LocaleResolver {

	private static final String DECIDED = PageLanguage.class.getName();

	private final BrowserLanguage browser;

	private final List<LanguageWish> wishes;

	PageLanguage(BrowserLanguage browser, List<LanguageWish> wishes) {
		this.browser = browser;
		this.wishes = wishes;
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		if (request.getAttribute(DECIDED) instanceof Language decided) {
			return decided.locale();
		}
		Language language = this.browser.chosen(request)
			.or(() -> wished(request))
			.orElseGet(() -> this.browser.setUp(request));
		request.setAttribute(DECIDED, language);
		return language.locale();
	}

	/** A language is chosen by {@link LanguageController} alone. */
	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		throw new UnsupportedOperationException("The language follows from the request");
	}

	private Optional<Language> wished(HttpServletRequest request) {
		if (isOurFault(request)) {
			// What knows the wishes may be what is broken
			return Optional.empty();
		}
		return this.wishes.stream().flatMap((wish) -> Language.best(wish.languages(request)).stream()).findFirst();
	}

	private static boolean isOurFault(HttpServletRequest request) {
		return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status >= 500;
	}

}
