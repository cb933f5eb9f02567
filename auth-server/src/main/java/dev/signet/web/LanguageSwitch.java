package dev.signet.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The choice of language at the foot of a page. Its way back shows nothing that only the
 * request says: what stands in it, the page knows and has checked.
 *
 * @param current the language of the page
 * @param all the languages to choose from
 * @param back where to go with the new language: this page again, by GET
 */
public record LanguageSwitch(Language current, List<Language> all, String back) {

	/**
	 * The name under which a model tells the address of its page, where that is more than
	 * a path and the journey.
	 */
	public static final String HERE = "here";

	/** A path of this server, never one that a browser takes for another host. */
	private static final Pattern ADDRESS = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\\"<>#]]{0,8000}");

	/** The paths of our pages. */
	private static final Pattern PATH = Pattern.compile("/[a-z]+(?:[/-][a-z]+){0,5}");

	private static final Pattern UUID = Pattern.compile("[0-9a-f-]{36}");

	private static final String HOME = "/";

	static LanguageSwitch of(Map<String, ?> model, HttpServletRequest request, Locale locale) {
		Language current = Language.tagged(locale.toLanguageTag()).orElse(Language.ENGLISH);
		Object here = model.get(HERE);
		String address = (here != null) ? here.toString() : path(request) + journey(model);
		return new LanguageSwitch(current, List.of(Language.values()), own(address));
	}

	/** The same address, when it is a path of this server, else the first page. */
	static String own(@Nullable String address) {
		return (address != null && ADDRESS.matcher(address).matches()) ? address : HOME;
	}

	private static String path(HttpServletRequest request) {
		boolean page = request.getDispatcherType() != DispatcherType.ERROR
				&& PATH.matcher(request.getRequestURI()).matches();
		return page ? request.getRequestURI() : HOME;
	}

	/** What pages of an interrupted journey carry, as their controllers have put it. */
	private static String journey(Map<String, ?> model) {
		if (model.get("request") instanceof String id && UUID.matcher(id).matches()) {
			return "?request=" + id;
		}
		return (model.get("next") instanceof String next) ? "?next=" + UriUtils.encode(next, StandardCharsets.UTF_8)
				: "";
	}

}
