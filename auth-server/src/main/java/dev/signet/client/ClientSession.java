package dev.signet.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How fresh a session must be for a client, whatever its requests say; what the server
 * itself allows can only be narrowed. Both are whole seconds.
 *
 * @param idle how long the session may have been left alone since the person signed in, 2
 * minutes to 400 days; null for any time
 * @param maxAge how long ago the person may have signed in, 1 minute to 400 days; null
 * for any time
 */
record ClientSession(@Nullable Duration idle, @Nullable Duration maxAge) {

	/** Any session will do. */
	static final ClientSession ANY = new ClientSession(null, null);

	/** Sessions are kept to the minute. */
	private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);

	private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofDays(400);

	/** Any session will do of which is known when the person signed in. */
	static final ClientSession DATED = new ClientSession(null, LONGEST);

	List<ClientProblem> problems() {
		List<ClientProblem> problems = new ArrayList<>();
		if (this.idle != null) {
			ClientLifetimes.check("session-idle", this.idle, SHORTEST_IDLE, LONGEST, problems);
		}
		if (this.maxAge != null) {
			ClientLifetimes.check("session-max-age", this.maxAge, SHORTEST_AGE, LONGEST, problems);
		}
		return problems;
	}

}
