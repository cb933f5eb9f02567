package dev.signet.signin.step;

import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.signin.journey.PendingRequest;

import org.springframework.stereotype.Component;

/**
 * Whether an app wants a proof of identity of a certain age, by what it asks for
 * ({@code max_age}, {@code prompt}, OpenID Connect Core 1.0 §3.1.2.1) or by what is set
 * for it. Whoever is to give one elsewhere must know before they go there: a server that
 * knows the browser would send them back without a question, and the app would refuse
 * that.
 */
@Component
public class FreshnessAsked {

	private final Clients clients;

	FreshnessAsked(Clients clients) {
		this.clients = clients;
	}

	/** Whether the app of a request does. Needs no statement. */
	public boolean by(PendingRequest pending) {
		return pending.wantsFreshSignIn()
				|| this.clients.findByClientId(pending.clientId()).filter(FreshnessAsked::isSetFor).isPresent();
	}

	private static boolean isSetFor(Client client) {
		return Stream.of(client.defaultMaxAge(), client.sessionMaxAge()).anyMatch(Optional::isPresent);
	}

}
