package dev.signet.libraries;

/**
 * An app on npm's {@code oauth4webapi}: {@code src/test/node/oauth4webapi.mjs}.
 */
class Oauth4webapiTests extends LibraryJourneys {

	Oauth4webapiTests() {
		super("oauth4webapi.mjs");
	}

}
