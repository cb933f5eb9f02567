package dev.signet.logout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.key.TimedSeals;
import dev.signet.web.PublicAddress;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a browser goes to sign out at the provider by which the person had signed in
 * (OpenID Connect RP-Initiated Logout 1.0 §2), and how it finds its way back. It goes
 * there by itself, so a provider that is known to be down is left out: here the person is
 * signed out in any case.
 */
@Component
class UpstreamSignOut {

	/** The one address that is registered over there, so it has no parameters. */
	static final String RETURN = "/signed-out";

	/** The provider may ask the person first. */
	private static final Duration RETURN_WITHIN = Duration.ofHours(1);

	/** Longer addresses are refused by some servers. */
	private static final int LONGEST_ADDRESS = 8000;

	private static final String CONTEXT = "way back from a sign-out at a provider";

	private final UpstreamSessions sessions;

	private final Providers providers;

	private final ProviderHealth health;

	private final TimedSeals seals;

	private final PublicAddress address;

	UpstreamSignOut(UpstreamSessions sessions, Providers providers, ProviderHealth health, TimedSeals seals,
			PublicAddress address) {
		this.sessions = sessions;
		this.providers = providers;
		this.health = health;
		this.seals = seals;
		this.address = address;
	}

	/**
	 * Where to go for a session that has just ended; empty when there is nothing to do
	 * elsewhere.
	 * @param next where the browser goes when it comes back: a path of ours or an address
	 * that was proved
	 */
	Optional<Place> place(UUID sessionId, String next) {
		if (this.providers.all().stream().noneMatch((provider) -> provider.settings().logoutUpstream())) {
			return Optional.empty();
		}
		return this.sessions.take(sessionId)
			.flatMap((session) -> this.providers.find(session.providerId())
				.filter((provider) -> provider.settings().logoutUpstream() && !this.health.open(provider.id()))
				.map((provider) -> new Place(provider.name(), address(session, provider, next))));
	}

	/**
	 * Where a browser goes on to that comes back.
	 * @param state what came with it; anything that is not of ours, or is too old, leads
	 * nowhere
	 */
	Optional<String> onwards(String state) {
		return this.seals.open(state, CONTEXT, RETURN_WITHIN)
			.map((opened) -> new String(opened.plain(), StandardCharsets.UTF_8));
	}

	private String address(UpstreamSession session, Provider provider, String next) {
		Optional<String> hint = this.sessions.idToken(session);
		String whole = address(session, provider, next, hint);
		return (whole.length() <= LONGEST_ADDRESS) ? whole : address(session, provider, next, Optional.empty());
	}

	private String address(UpstreamSession session, Provider provider, String next, Optional<String> hint) {
		UriComponentsBuilder address = UriComponentsBuilder.fromUri(endSession(session))
			.queryParam("client_id", "{clientId}")
			.queryParam("post_logout_redirect_uri", "{back}");
		hint.ifPresent((token) -> address.queryParam("id_token_hint", token));
		if (!next.equals(RETURN)) {
			address.queryParam("state", this.seals.seal(next.getBytes(StandardCharsets.UTF_8), CONTEXT));
		}
		return address.encode()
			.buildAndExpand(provider.settings().client().clientId(), this.address.issuer() + RETURN)
			.toUriString();
	}

	private static URI endSession(UpstreamSession session) {
		URI endSession = session.endSession();
		if (endSession == null) {
			throw new IllegalStateException("Only sessions that can be ended there are taken");
		}
		return endSession;
	}

	/**
	 * Where to go.
	 *
	 * @param provider what people call it
	 * @param address the whole address
	 */
	record Place(String provider, String address) {

		/** Without the address, which has an ID token in it. */
		@Override
		public String toString() {
			return "Place[" + this.provider + "]";
		}

	}

}
