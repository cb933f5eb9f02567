package dev.signet.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Where on earth a network address is, roughly: from a file that the operator provides,
 * so that no address of anybody is sent anywhere. Without one, no place is known. It
 * helps people to recognise their devices and is nothing to decide by.
 */
@Component
public class Places implements DisposableBean {

	private static final Log logger = LogFactory.getLog(Places.class);

	private static final Pattern NUMBERS = Pattern
		.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\\.(?!$)|$)){4}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

	private final @Nullable Reader reader;

	Places(SessionProperties properties) {
		Path file = properties.placesFile();
		this.reader = (file != null) ? open(file) : null;
	}

	private static Reader open(Path file) {
		try {
			// Mapped, so that its pages are shared and given back when memory is short
			return new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache());
		}
		catch (IOException ex) {
			throw new IllegalStateException("signet.session.places-file: " + file
					+ " is no readable file in the MaxMind DB format (.mmdb); correct it or leave it out", ex);
		}
	}

	/**
	 * The town and the country of an address, as far as they are known.
	 * @param ip the address in numbers, as the connection tells it
	 * @param locale the language in which to name them, where the file has names in it
	 */
	public Optional<String> of(@Nullable String ip, Locale locale) {
		if (this.reader == null || ip == null || !NUMBERS.matcher(ip).matches()) {
			return Optional.empty();
		}
		try {
			// Nothing is looked up: these are numbers, or are refused for their colons
			Map<?, ?> found = this.reader.get(InetAddress.getByName(ip), Map.class);
			return (found != null) ? place(found, locale) : Optional.empty();
		}
		catch (UnknownHostException | IllegalArgumentException ex) {
			// No address, or one of the newer kind, which the file does not have
			return Optional.empty();
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("The file of signet.session.places-file cannot be read: " + ex.getClass().getName());
			return Optional.empty();
		}
	}

	private static Optional<String> place(Map<?, ?> found, Locale locale) {
		String place = Stream.of(name(found.get("city"), locale), country(found.get("country"), locale))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		return place.isEmpty() ? Optional.empty() : Optional.of(place);
	}

	/** The platform knows what countries are called in each language. */
	private static @Nullable String country(@Nullable Object country, Locale locale) {
		if (country instanceof Map<?, ?> parts && parts.get("iso_code") instanceof String code
				&& code.matches("[A-Z]{2}")) {
			return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
		}
		return name(country, locale);
	}

	/**
	 * The name in that language, else in English. The usual files have one Portuguese.
	 */
	private static @Nullable String name(@Nullable Object thing, Locale locale) {
		if (!(thing instanceof Map<?, ?> parts && parts.get("names") instanceof Map<?, ?> names)) {
			return null;
		}
		return Stream
			.of(locale.toLanguageTag(), locale.getLanguage(), "pt".equals(locale.getLanguage()) ? "pt-BR" : "en", "en")
			.map(names::get)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.findFirst()
			.orElse(null);
	}

	@Override
	public void destroy() throws IOException {
		if (this.reader != null) {
			this.reader.close();
		}
	}

}
