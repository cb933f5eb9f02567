package dev.signet.session;

import java.util.Optional;

import dev.signet.web.HostCookie;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * The cookie that says in which session a browser is: {@code __Host-signet-session}, on
 * plain http {@code signet-session}.
 */
@Component
public class SessionCookie {

	private final HostCookie cookie;

	SessionCookie(PublicAddress address) {
		this.cookie = new HostCookie("signet-session", address);
	}

	/** Hands the browser its session; a cookie from before is replaced. */
	public void write(HttpServletResponse response, NewSession session) {
		this.cookie.write(response, session.cookieValue(), session.cookieMaxAge());
	}

	/** Makes the browser forget its session. The session itself must be ended apart. */
	public void clear(HttpServletResponse response) {
		this.cookie.clear(response);
	}

	/**
	 * The cookie value that came with a request. Whatever cannot be one (cut, oversized,
	 * foreign characters) counts as none.
	 */
	public Optional<String> read(HttpServletRequest request) {
		return this.cookie.read(request, CookieValue::isWellFormed);
	}

}
