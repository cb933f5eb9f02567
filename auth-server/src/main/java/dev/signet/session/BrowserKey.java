package dev.signet.session;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import dev.signet.secret.RandomText;
import dev.signet.web.HostCookie;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * A long-lived random cookie that names a browser and holds nothing else:
 * {@code __Host-signet-browser}, on plain http {@code signet-browser}. Pending requests
 * and CSRF tokens are bound to it. It is no proof of who somebody is.
 */
@Component
public class BrowserKey {

	/** The longest that browsers keep a cookie (RFC 6265bis §5.5). */
	private static final Duration KEPT = Duration.ofDays(400);

	private static final String CREATED = BrowserKey.class.getName() + ".created";

	private final HostCookie cookie;

	private final RandomText random = new RandomText();

	BrowserKey(PublicAddress address) {
		this.cookie = new HostCookie("signet-browser", address);
	}

	/**
	 * The SHA-256 digest of this browser's key, 32 bytes, or empty when it has none yet.
	 */
	public Optional<byte[]> digest(HttpServletRequest request) {
		return value(request).map(CookieValue::digest);
	}

	/** The same; no bytes at all, which no row has, when the browser has no key yet. */
	public byte[] digestOrNone(HttpServletRequest request) {
		return digest(request).orElseGet(() -> new byte[0]);
	}

	/** The digest in hexadecimal digits. */
	public Optional<String> hexDigest(HttpServletRequest request) {
		return digest(request).map(HexFormat.of()::formatHex);
	}

	/**
	 * The digest of this browser's key; a browser without one gets one with this
	 * response.
	 * @throws IllegalStateException when one would be needed and the response is already
	 * on its way
	 */
	public byte[] digestOrCreate(HttpServletRequest request, HttpServletResponse response) {
		return CookieValue.digest(value(request).orElseGet(() -> {
			String created = create(request);
			write(request, response);
			return created;
		}));
	}

	/** The device that sent a request, with the browser it is, when that is known. */
	public Device device(HttpServletRequest request) {
		return new Device(request.getHeader("User-Agent"), request.getRemoteAddr(), hexDigest(request).orElse(null));
	}

	/**
	 * The key itself: the one created in this request, else the one that came with it.
	 */
	Optional<String> value(HttpServletRequest request) {
		return (request.getAttribute(CREATED) instanceof String created) ? Optional.of(created)
				: this.cookie.read(request, CookieValue::isWellFormed);
	}

	/** Makes a key that counts from now on in this request; {@link #write} sends it. */
	String create(HttpServletRequest request) {
		String created = CookieValue.random(this.random);
		request.setAttribute(CREATED, created);
		return created;
	}

	/** Sends the key created in this request, if there is one. */
	void write(HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(CREATED) instanceof String created) {
			if (response.isCommitted()) {
				throw new IllegalStateException("A browser key is needed before the response is sent, not after");
			}
			this.cookie.write(response, created, KEPT);
		}
	}

}
