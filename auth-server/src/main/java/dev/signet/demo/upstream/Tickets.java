package dev.signet.demo.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.signet.secret.RandomText;

/**
 * What was given out under a name that nobody can guess, for a while. There are so many
 * at most; then the oldest makes room.
 *
 * @param <T> what stands behind a name
 */
final class Tickets<T> {

	static final int MOST = 1000;

	private final RandomText random = new RandomText();

	private final Map<String, Ticket<T>> all = new LinkedHashMap<>();

	private final Duration lifetime;

	private final Clock clock;

	Tickets(Duration lifetime, Clock clock) {
		this.lifetime = lifetime;
		this.clock = clock;
	}

	/** Gives a name to this. */
	synchronized String issue(String prefix, T behind) {
		if (this.all.size() >= MOST) {
			this.all.remove(this.all.keySet().iterator().next());
		}
		String name = this.random.secret(prefix);
		this.all.put(name, new Ticket<>(behind, this.clock.instant().plus(this.lifetime)));
		return name;
	}

	/** What stands behind a name, which is over with that. */
	synchronized Optional<T> take(String name) {
		Optional<T> found = look(name);
		this.all.remove(name);
		return found;
	}

	/** What stands behind a name. */
	synchronized Optional<T> look(String name) {
		return Optional.ofNullable(this.all.get(name))
			.filter((ticket) -> this.clock.instant().isBefore(ticket.end()))
			.map(Ticket::behind);
	}

	private record Ticket<T>(T behind, Instant end) {
	}

}
