package dev.signet.web;

import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.thymeleaf.spring6.view.ThymeleafView;

/**
 * Every page goes through here, whoever shows it: says of what its language depends, and
 * gives it the switch. The framework adds {@code Content-Language}.
 */
public final class PageView extends ThymeleafView {

	private static final String VARY = HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE;

	/** For the resolver of views, which makes one for each page and language. */
	public PageView() {
	}

	@Override
	public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		response.addHeader(HttpHeaders.VARY, VARY);
		Locale locale = getLocale();
		request.setAttribute("languageSwitch", LanguageSwitch.of((model == null) ? Map.of() : model, request,
				(locale == null) ? Locale.ROOT : locale));
		super.render(model, request, response);
	}

}
