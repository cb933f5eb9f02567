package dev.signet.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Takes the choice of language and leads back to the page where it was made. It works
 * where scripts are off, and on error pages, which have no CSRF token: a form of another
 * site is held back by {@link SameOriginForms}, and would change nothing but a language.
 */
@Controller
class LanguageController {

	private final BrowserLanguage browser;

	LanguageController(BrowserLanguage browser) {
		this.browser = browser;
	}

	@PostMapping("/language")
	void choose(HttpServletRequest request, HttpServletResponse response) {
		Optional.ofNullable(request.getParameter("language"))
			.flatMap(Language::tagged)
			.ifPresent((language) -> this.browser.choose(language, response));
		SeeOther.send(response, LanguageSwitch.own(request.getParameter("back")));
	}

}
