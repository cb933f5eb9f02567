package dev.signet.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes after signing in who came from no app, but meant to see a page of
 * ours: it travels in {@code next}. Only pages that are listed here count, so that a link
 * to the sign-in page leads nobody elsewhere (RFC 9700 §4.11).
 */
public final class WayBack {

	private static final String DEVICE = "/device";

	/** Pages of a person's own have no parameters, and nothing happens by opening one. */
	private static final Pattern PAGE = Pattern.compile("/device(\\?user_code=[A-Za-z-]{1,20})?"
			+ "|/account(/(profile|security|password|email|sessions|apps|activity|data|delete)(/[a-z][a-z-]{0,30}){0,2})?");

	private WayBack() {
	}

	/** The view of the page that a sign-in was for, the account when it was for none. */
	static String view(HttpServletRequest request) {
		return "redirect:" + address(request);
	}

	/** The address of the page that a sign-in was for, else of the account. */
	static String address(HttpServletRequest request) {
		return page(request).orElse("/account");
	}

	/**
	 * The page that a sign-in is for. Pages of the journey hand it on in {@code next};
	 * one that does not count is not even shown back.
	 */
	public static Optional<String> page(HttpServletRequest request) {
		return known(request.getParameter("next"));
	}

	/**
	 * The address of the sign-in page that leads to what a request asked for, empty when
	 * strangers are not told that it exists.
	 */
	static Optional<String> signInFirst(HttpServletRequest request) {
		if (!request.getRequestURI().startsWith(DEVICE)) {
			return Optional.empty();
		}
		String page = Optional.ofNullable(request.getParameter("user_code"))
			.flatMap((code) -> known(DEVICE + "?user_code=" + code))
			.orElse(DEVICE);
		return Optional.of("/signin?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
	}

	/**
	 * The address of the sign-in page that asks somebody who is signed in to prove it
	 * again, and then leads to a page.
	 * @param page one that counts
	 */
	static String signInAgain(String page) {
		return "/signin?again=yes&next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
	}

	private static Optional<String> known(@Nullable String page) {
		return (page != null && PAGE.matcher(page).matches()) ? Optional.of(page) : Optional.empty();
	}

}
