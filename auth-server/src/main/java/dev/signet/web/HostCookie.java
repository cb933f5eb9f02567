package dev.signet.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie that only this host can set and read: {@code HttpOnly}, {@code SameSite=Lax},
 * {@code Path=/} and no domain. Where browsers reach the server over TLS it is
 * {@code Secure} and carries the {@code __Host-} prefix (RFC 6265bis §4.1.3.2), so that a
 * neighbouring host cannot plant one.
 */
public final class HostCookie {

	private final String name;

	private final boolean secure;

	/**
	 * Names a cookie.
	 * @param name the name without prefix
	 * @param address decides about prefix and {@code Secure}
	 */
	public HostCookie(String name, PublicAddress address) {
		this.secure = address.isSecure();
		this.name = this.secure ? "__Host-" + name : name;
	}

	/** The name as browsers know it, prefix included. */
	public String name() {
		return this.name;
	}

	/**
	 * What the browser sent under this name: the first value that the check accepts. More
	 * than one can come on plain http, where any path of the host may set the name.
	 * @param check looks at the raw value, which may be anything of any length
	 */
	public Optional<String> read(HttpServletRequest request, Predicate<String> check) {
		Cookie[] cookies = request.getCookies();
		return (cookies != null) ? Arrays.stream(cookies)
			.filter((cookie) -> this.name.equals(cookie.getName()))
			.map(Cookie::getValue)
			.filter(check)
			.findFirst() : Optional.empty();
	}

	/**
	 * Asks the browser to keep a value.
	 * @param value the value, of cookie-safe characters only
	 * @param maxAge how long, or null for as long as the browser runs
	 */
	public void write(HttpServletResponse response, String value, @Nullable Duration maxAge) {
		ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(this.name, value)
			.path("/")
			.httpOnly(true)
			.secure(this.secure)
			.sameSite("Lax");
		if (maxAge != null) {
			cookie.maxAge(maxAge);
		}
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
	}

	/** Asks the browser to forget the value. */
	public void clear(HttpServletResponse response) {
		write(response, "", Duration.ZERO);
	}

}
