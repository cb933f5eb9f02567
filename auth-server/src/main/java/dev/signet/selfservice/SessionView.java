package dev.signet.selfservice;

import java.time.Instant;
import java.util.UUID;

import dev.signet.session.Session;

/**
 * What the home page shows of a session.
 *
 * @param device a few words about the browser
 * @param current whether it is the one that looks at the page
 */
record SessionView(String device, boolean current, Instant createdAt, Instant lastSeenAt, boolean remembered) {

	static SessionView of(Session session, UUID currentSessionId) {
		return new SessionView(session.device().description(), session.id().equals(currentSessionId),
				session.createdAt(), session.lastSeenAt(), session.remembered());
	}

}
