package dev.signet.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What a browser by itself tells about the language of its person: what was chosen on a
 * page of ours, in a cookie, and what it was set up for.
 */
@Component
class BrowserLanguage {

	/** The longest that browsers keep a cookie (RFC 6265bis §5.5). */
	private static final Duration KEPT = Duration.ofDays(400);

	/** Far more than people set up; a list this long is somebody's experiment. */
	private static final int LONGEST_LIST = 500;

	private final HostCookie cookie;

	private final Language byDefault;

	BrowserLanguage(PublicAddress address, WebProperties settings) {
		this.cookie = new HostCookie("signet-language", address);
		this.byDefault = settings.defaultLanguage();
	}

	/** The language that was chosen in this browser. */
	Optional<Language> chosen(HttpServletRequest request) {
		return this.cookie.read(request, Language.tags()::contains).flatMap(Language::tagged);
	}

	/** Remembers what was chosen. */
	void choose(Language language, HttpServletResponse response) {
		this.cookie.write(response, language.tag(), KEPT);
	}

	/**
	 * The language that the browser was set up for (RFC 9110 §12.5.4), else that of the
	 * settings.
	 */
	Language setUp(HttpServletRequest request) {
		return Language.best(ranges(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))).orElse(this.byDefault);
	}

	private static List<String> ranges(@Nullable String header) {
		if (header == null || header.length() > LONGEST_LIST) {
			return List.of();
		}
		try {
			return Locale.LanguageRange.parse(header)
				.stream()
				.filter((range) -> range.getWeight() > 0)
				.map(Locale.LanguageRange::getRange)
				.toList();
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
	}

}
