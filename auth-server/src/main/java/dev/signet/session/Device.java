package dev.signet.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the device of a session, as the browser tells it. Good for a list
 * in which people recognise their devices (see {@link DeviceNames}), not for decisions.
 *
 * @param userAgent the {@code User-Agent} header, cut at 512 characters and without
 * control characters; null when there was none
 * @param ip the network address, at most 64 characters, or null
 * @param browserDigest digest of the browser key in hexadecimal digits, or null
 */
public record Device(@Nullable String userAgent, @Nullable String ip, @Nullable String browserDigest) {

	private static final List<Sign> BROWSERS = List.of(new Sign("Edg", "Edge"), new Sign("OPR/", "Opera"),
			new Sign("SamsungBrowser/", "Samsung Internet"), new Sign("Vivaldi/", "Vivaldi"),
			new Sign("YaBrowser/", "Yandex Browser"), new Sign("Firefox/", "Firefox"), new Sign("FxiOS/", "Firefox"),
			new Sign("CriOS/", "Chrome"), new Sign("Chrome/", "Chrome"), new Sign("Chromium/", "Chromium"),
			new Sign("Safari/", "Safari"), new Sign("curl/", "curl"));

	private static final List<Sign> SYSTEMS = List.of(new Sign("iPhone", "iPhone"), new Sign("iPad", "iPad"),
			new Sign("Android", "Android"), new Sign("Windows", "Windows"), new Sign("CrOS", "ChromeOS"),
			new Sign("Mac OS X", "macOS"), new Sign("Linux", "Linux"));

	public Device {
		userAgent = printable(userAgent, 512);
		ip = printable(ip, 64);
	}

	/** A device whose browser has no key. */
	public Device(@Nullable String userAgent, @Nullable String ip) {
		this(userAgent, ip, null);
	}

	/**
	 * What the audit trail keeps of it, as it would of the request that an event belongs
	 * to.
	 */
	public Map<String, String> auditPersonal() {
		Map<String, String> personal = new LinkedHashMap<>();
		Optional.ofNullable(this.ip).ifPresent((told) -> personal.put("address", told));
		Optional.ofNullable(this.userAgent).ifPresent((told) -> personal.put("browser", told));
		return personal;
	}

	/** The browser by its brand, or null when it is none that we know. */
	@Nullable String browser() {
		return firstNamed(BROWSERS);
	}

	/** The operating system or kind of device, or null when it is none that we know. */
	@Nullable String system() {
		return firstNamed(SYSTEMS);
	}

	private @Nullable String firstNamed(List<Sign> signs) {
		String told = (this.userAgent != null) ? this.userAgent : "";
		return signs.stream().filter((sign) -> told.contains(sign.mark())).map(Sign::name).findFirst().orElse(null);
	}

	private static @Nullable String printable(@Nullable String text, int length) {
		if (text == null) {
			return null;
		}
		StringBuilder kept = new StringBuilder();
		text.chars()
			.limit(length)
			.filter((character) -> !Character.isISOControl(character) && !Character.isSurrogate((char) character))
			.forEach((character) -> kept.append((char) character));
		return kept.isEmpty() ? null : kept.toString();
	}

	/**
	 * A mark in the user agent and what it stands for. Order matters: browsers name their
	 * ancestors too, so the most particular comes first.
	 */
	private record Sign(String mark, String name) {
	}

}
