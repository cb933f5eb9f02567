package dev.signet.client;

import java.net.URI;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The client's own pages (OpenID Connect Dynamic Client Registration 1.0 §2), all https
 * or on a loopback address, fit for links.
 *
 * @param homeUri its front page ({@code client_uri})
 * @param logoUri its logo; never fetched by this server
 * @param policyUri how it treats what it learns of people
 * @param tosUri its terms of service
 * @param initiateLoginUri where others may start a sign-in to it (OpenID Connect Core 1.0
 * §4)
 */
@Embeddable
record ClientPages(@Nullable URI homeUri, @Nullable URI logoUri, @Nullable URI policyUri, @Nullable URI tosUri,
		@Nullable URI initiateLoginUri) {

	static final ClientPages NONE = new ClientPages(null, null, null, null, null);

	static ClientPages home(@Nullable URI homeUri) {
		return new ClientPages(homeUri, null, null, null, null);
	}

}
