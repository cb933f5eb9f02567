package dev.signet.signin.journey;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * Where somebody goes after signing in who came from no app, but meant to see a page of
 * ours: it travels in {@code next}. Only pages that are listed here count, so that a link
 * to the sign-in page leads nobody elsewhere (RFC 9700 §4.11).
 */
@NamedInterface("journey")
public final class WayBack {

	/** The parameter of a page that fills its form. */
	public static final String FORM = "typed";

	private static final String DEVICE = "/device";

	private static final String ACCOUNT = "/account";

	private static final String CONSOLE = "/admin";

	/** What is below is called by programs, which are sent to no page. */
	private static final String CONSOLE_API = "/admin/api";

	/** The first page of a part of a person's own pages, or of the console. */
	private static final Pattern PART = Pattern.compile("/(account|admin)(/[a-z-]+)?");

	/** What stood in the form of a page before somebody had to sign in again. */
	private static final String TYPED = "(\\?" + FORM + "=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?";

	/** Nothing happens by opening one of these. */
	private static final Pattern PAGE = Pattern.compile("/device(\\?user_code=[A-Za-z-]{1,20})?"
			+ "|/account(/(profile|security|providers|directories|password|email|sessions|apps|activity|data|delete)"
			+ "(/[a-z][a-z-]{0,30}|/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,3})?" + TYPED
			+ "|/account/activity\\?before=[0-9A-Z:.%-]{1,60}"
			+ "|/admin(/(providers|directories|decisions)(/[a-z0-9][a-z0-9_-]{0,40}){0,4})?" + TYPED);

	private static final String RESUMED = WayBack.class.getName();

	private WayBack() {
	}

	/** Lets a request be for a page that stands in none of its parameters. */
	static void resume(@Nullable String next, HttpServletRequest request) {
		request.setAttribute(RESUMED, next);
	}

	/** The view of the page that a sign-in was for, the account when it was for none. */
	public static String view(HttpServletRequest request) {
		return "redirect:" + address(request);
	}

	/** The address of the page that a sign-in was for, else of the account. */
	public static String address(HttpServletRequest request) {
		return page(request).orElse(ACCOUNT);
	}

	/**
	 * The page that a sign-in is for. Pages of the journey hand it on in {@code next};
	 * one that does not count is not even shown back.
	 */
	public static Optional<String> page(HttpServletRequest request) {
		return known(
				(request.getAttribute(RESUMED) instanceof String resumed) ? resumed : request.getParameter("next"));
	}

	/**
	 * The address of another page of the journey, if that is for no app.
	 * @param page its path, perhaps with parameters
	 */
	public static String by(String page, HttpServletRequest request) {
		char separator = (page.indexOf('?') < 0) ? '?' : '&';
		return page(request).map((next) -> page + separator + "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
			.orElse(page);
	}

	/** Whether a form waits that was filled in before. */
	public static boolean formWaits(HttpServletRequest request) {
		return page(request).filter((page) -> page.contains("?" + FORM + "=")).isPresent();
	}

	/** Whether a sign-in is for a page of a person's own. */
	public static boolean ownPage(HttpServletRequest request) {
		return page(request).filter((page) -> page.startsWith("/account")).isPresent();
	}

	/**
	 * The address of the sign-in page that leads to what a request asked for, empty when
	 * strangers are not told that it exists.
	 */
	public static Optional<String> signInFirst(HttpServletRequest request) {
		return of(request).map(WayBack::signIn);
	}

	/**
	 * The address of the sign-in page that leads to a page.
	 * @param page one that counts
	 */
	public static String signIn(String page) {
		return "/signin?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
	}

	/**
	 * The page to which somebody comes back who had to sign in for this request, empty
	 * when there is none. Where a form was posted, nothing may be to be opened; then it
	 * is the first page of that part.
	 */
	public static Optional<String> of(HttpServletRequest request) {
		String path = request.getRequestURI();
		if (path.startsWith(DEVICE)) {
			return Optional.ofNullable(request.getParameter("user_code"))
				.flatMap((code) -> known(DEVICE + "?user_code=" + code))
				.or(() -> Optional.of(DEVICE));
		}
		boolean console = path.equals(CONSOLE) || path.startsWith(CONSOLE + "/") && !path.startsWith(CONSOLE_API);
		if (!console && !path.startsWith(ACCOUNT)) {
			return Optional.empty();
		}
		Optional<String> opened = request.getMethod().equals("GET")
				? known(path + "?" + request.getQueryString()).or(() -> known(path)) : Optional.empty();
		return opened.or(() -> Optional.of(path).map(PART::matcher).filter(Matcher::lookingAt).map(Matcher::group))
			.filter((page) -> known(page).isPresent())
			.or(() -> Optional.of(console ? CONSOLE : ACCOUNT));
	}

	/**
	 * A page with what had been typed into its form, if the page is one that counts.
	 * @param typed how it finds that
	 */
	public static Optional<String> filled(String page, UUID typed) {
		return known(page + "?" + FORM + "=" + typed);
	}

	/**
	 * The address of the sign-in page that asks somebody who is signed in to prove it
	 * again, and then leads to a page.
	 * @param page one that counts
	 */
	public static String signInAgain(String page) {
		return "/signin?again=yes&next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
	}

	/**
	 * The address at which somebody who is signed in makes the second step as well, and
	 * that then leads to a page.
	 * @param page one that counts
	 */
	public static String stepUp(String page) {
		return "/signin/step-up?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
	}

	/**
	 * The address of a page of the journey that then leads to the page that was asked
	 * for.
	 * @param page its path
	 */
	public static String first(String page, HttpServletRequest request) {
		return page + "?next=" + URLEncoder.encode(of(request).orElse(ACCOUNT), StandardCharsets.UTF_8);
	}

	private static Optional<String> known(@Nullable String page) {
		return (page != null && PAGE.matcher(page).matches()) ? Optional.of(page) : Optional.empty();
	}

}
