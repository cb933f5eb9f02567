package dev.signet.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.key.MasterKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * CSRF tokens that nobody stores: a token is computed from the browser key and the
 * session cookie that come with a request, under a key only the server has. So it fits
 * one browser and one sign-in, changes by itself when the person signs in or out, is the
 * same in all tabs, and costs no row. A visitor without a browser key gets one with the
 * page that shows the first form.
 */
@Component
class SessionCsrfTokens implements CsrfTokenRepository {

	static final String PARAMETER = "_csrf";

	static final String HEADER = "X-CSRF-TOKEN";

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKey key;

	private final BrowserKey browserKey;

	private final SessionCookie sessionCookie;

	SessionCsrfTokens(MasterKey masterKey, BrowserKey browserKey, SessionCookie sessionCookie) {
		this.key = new SecretKeySpec(masterKey.derive("csrf"), ALGORITHM);
		this.browserKey = browserKey;
		this.sessionCookie = sessionCookie;
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		return this.browserKey.value(request).map((browser) -> token(browser, request)).orElse(null);
	}

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return token(this.browserKey.create(request), request);
	}

	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		// Without a token it is a wish to forget it, and there is nothing to forget.
		if (token != null) {
			this.browserKey.write(request, response);
		}
	}

	/** The browser key has a fixed length, so no two pairs give the same bytes. */
	private CsrfToken token(String browser, HttpServletRequest request) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(browser.getBytes(StandardCharsets.US_ASCII));
			this.sessionCookie.read(request).map(CookieValue::digest).ifPresent(mac::update);
			String value = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
			return new DefaultCsrfToken(HEADER, PARAMETER, value);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
