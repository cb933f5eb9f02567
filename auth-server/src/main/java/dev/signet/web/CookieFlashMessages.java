package dev.signet.web;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/**
 * Carries one notice over a redirect without an HTTP session: the message key travels in
 * a short-lived cookie and is shown once, by the page that the redirect leads to. Only
 * the flash attribute {@code notice} is kept. The cookie is in the visitor's hand, so
 * nothing but the key of an existing message is ever taken from it.
 */
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
class CookieFlashMessages implements FlashMapManager {

	static final String NOTICE = "notice";

	private static final Logger log = LoggerFactory.getLogger(CookieFlashMessages.class);

	private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9.-]{1,60}");

	private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);

	private final HostCookie cookie;

	private final MessageSource messages;

	CookieFlashMessages(PublicAddress address, MessageSource messages) {
		this.cookie = new HostCookie("signet-flash", address);
		this.messages = messages;
	}

	@Override
	public @Nullable FlashMap retrieveAndUpdate(HttpServletRequest request, HttpServletResponse response) {
		// Only a page that is read shows notices; a form that is sent leaves them alone.
		if (!"GET".equals(request.getMethod())) {
			return null;
		}
		Optional<String> sent = this.cookie.read(request, (value) -> true);
		if (sent.isEmpty()) {
			return null;
		}
		this.cookie.clear(response);
		return sent.filter(this::isMessage).map(CookieFlashMessages::noticeOf).orElse(null);
	}

	@Override
	public void saveOutputFlashMap(FlashMap flashMap, HttpServletRequest request, HttpServletResponse response) {
		Object notice = flashMap.get(NOTICE);
		if (notice instanceof String key && isMessage(key)) {
			this.cookie.write(response, key, SHOWN_WITHIN);
		}
		else if (!flashMap.isEmpty()) {
			log.warn("Flash attributes {} are not the key of a known message under \"{}\" and are dropped",
					flashMap.keySet(), NOTICE);
		}
	}

	private boolean isMessage(String key) {
		return KEY.matcher(key).matches()
				&& this.messages.getMessage(key, null, null, LocaleContextHolder.getLocale()) != null;
	}

	private static FlashMap noticeOf(String key) {
		FlashMap flashMap = new FlashMap();
		flashMap.put(NOTICE, key);
		return flashMap;
	}

}
