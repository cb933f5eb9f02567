package dev.signet.linking;

import dev.signet.account.EmailAddress;
import dev.signet.federation.provider.Provider;
import org.jspecify.annotations.Nullable;

/** Where a provider is offered, by its audience. */
final class ButtonRules {

	private ButtonRules() {
	}

	/**
	 * Whether it is one for a client.
	 * @param clientId the client whose request waits, or null for none
	 */
	static boolean admits(Provider provider, @Nullable String clientId) {
		return provider.settings().audience().clientIds().isEmpty()
				|| (clientId != null && provider.settings().audience().clientIds().contains(clientId));
	}

	/**
	 * The same for somebody who is signed in and is to show once more that it is them: on
	 * pages of their own, any provider does that knows them.
	 */
	static boolean admitsAgain(Provider provider, @Nullable String clientId) {
		return clientId == null || admits(provider, clientId);
	}

	/** Whether everybody sees its button, not just people of some domains. */
	static boolean forEverybody(Provider provider) {
		return provider.settings().audience().domains().isEmpty();
	}

	/** Whether people with addresses in this domain use it. */
	static boolean isHomeOf(Provider provider, EmailAddress address) {
		return provider.settings().audience().domains().contains(address.domain());
	}

}
