package dev.signet.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the pages.
 *
 * @param defaultLocale the language of people of whom nothing better is known, one of
 * those that there are
 */
@ConfigurationProperties("signet.web")
record WebProperties(@DefaultValue("en") String defaultLocale) {

	/** Refuses a language without pages, which stops the start. */
	WebProperties {
		if (Language.tagged(defaultLocale).isEmpty()) {
			throw new IllegalArgumentException("signet.web.default-locale is \"" + defaultLocale
					+ "\", but there are pages in these languages only: " + String.join(", ", Language.tags()));
		}
	}

	Language defaultLanguage() {
		return Language.tagged(this.defaultLocale).orElseThrow();
	}

}
