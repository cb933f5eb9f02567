package dev.signet.client;

import java.net.URI;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How a client learns that a sign-in has ended (OpenID Connect Back-Channel Logout 1.0
 * §2.2, Front-Channel Logout 1.0 §2).
 *
 * @param backchannelLogoutUri where the server reports it, or null
 * @param backchannelLogoutSessionRequired whether the report must name the session
 * @param frontchannelLogoutUri where the browser reports it, or null
 * @param frontchannelLogoutSessionRequired whether the report must name issuer and
 * session
 */
@Embeddable
record ClientLogout(@Nullable URI backchannelLogoutUri, boolean backchannelLogoutSessionRequired,
		@Nullable URI frontchannelLogoutUri, boolean frontchannelLogoutSessionRequired) {

	static final ClientLogout NONE = new ClientLogout(null, false, null, false);

}
