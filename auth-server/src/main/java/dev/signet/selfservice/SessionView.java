package dev.signet.selfservice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What the list of sessions shows of one.
 *
 * @param device a few words about the browser
 * @param ip the network address it signed in from, or null
 * @param place where that roughly is, or null when it is not known
 * @param current whether it is the one that looks at the page
 * @param remembered whether it outlives the browser
 * @param endsAt when it ends at the latest
 * @param how what was proved in it, in words, or null where there are none
 * @param apps the names of the apps it was used for, in alphabetical order
 */
record SessionView(UUID id, String device, @Nullable String ip, @Nullable String place, boolean current,
		Instant createdAt, Instant lastSeenAt, boolean remembered, Instant endsAt, @Nullable String how,
		List<String> apps) {

	static SessionView of(Session session, String device, @Nullable String place, UUID currentSessionId,
			@Nullable String how, List<String> apps) {
		return new SessionView(session.id(), device, session.device().ip(), place,
				session.id().equals(currentSessionId), session.createdAt(), session.lastSeenAt(), session.remembered(),
				session.absoluteEndsAt(), how, apps);
	}

}
