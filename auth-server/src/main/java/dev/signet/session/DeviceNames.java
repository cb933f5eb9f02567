package dev.signet.session;

import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What pages call a device, in the language of the person who looks.
 */
@Component
public class DeviceNames {

	private final MessageSource messages;

	DeviceNames(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * A few words for lists, such as "Firefox on Linux"; never the header itself, which
	 * anybody can fill with anything.
	 */
	public String of(Device device) {
		return of(device, LocaleContextHolder.getLocale());
	}

	/** The same for somebody who is told later, in their own language. */
	public String of(Device device, Locale locale) {
		String browser = device.browser();
		String system = device.system();
		if (browser == null) {
			return (system != null) ? words("session.device.unknown-browser", locale, system)
					: words("session.device.unknown", locale);
		}
		return (system != null) ? words("session.device.known", locale, browser, system) : browser;
	}

	private String words(String key, Locale locale, Object... names) {
		return this.messages.getMessage(key, names, locale);
	}

}
