package dev.signet.demo.upstream;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody allowed at a stand-in.
 *
 * @param id names the sign-in ({@code sid})
 * @param request what they were asked
 * @param person who they are
 * @param hidden whether the app must not learn their address (Apple)
 * @param at when it was
 */
record Visit(UUID id, AuthorizeRequest request, Person person, boolean hidden, Instant at) {

	public StandIn standIn() {
		return this.request.standIn();
	}

	boolean allows(String scope) {
		return this.request.scopes().contains(scope);
	}

}
