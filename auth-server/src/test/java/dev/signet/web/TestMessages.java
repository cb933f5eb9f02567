package dev.signet.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The real message bundles of all pages, as the application reads them.
 */
public final class TestMessages {

	private TestMessages() {
	}

	public static ResourceBundleMessageSource all() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames(basenames().toArray(String[]::new));
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

	/** Every bundle that there is, by its English file. */
	static List<String> basenames() {
		try {
			return Arrays
				.stream(new PathMatchingResourcePatternResolver().getResources("classpath:messages/*.properties"))
				.map(Resource::getFilename)
				.filter((file) -> !file.contains("_"))
				.map((file) -> "messages/" + file.substring(0, file.indexOf('.')))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a browser tells that was set up for nothing. */
	static BrowserLanguage browserLanguage(String issuer) {
		return new BrowserLanguage(new PublicAddress(URI.create(issuer)), new WebProperties("en"));
	}

}
