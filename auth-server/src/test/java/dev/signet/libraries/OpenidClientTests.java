package dev.signet.libraries;

/**
 * An app on npm's {@code openid-client}: {@code src/test/node/openid-client.mjs}.
 */
class OpenidClientTests extends LibraryJourneys {

	OpenidClientTests() {
		super("openid-client.mjs");
	}

}
