package dev.signet.web;

import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The real message bundles of all pages, as the application reads them.
 */
final class TestMessages {

	private TestMessages() {
	}

	static ResourceBundleMessageSource all() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames("messages/web", "messages/mail", "messages/registration", "messages/signin",
				"messages/consent", "messages/logout", "messages/selfservice", "messages/demo");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

}
