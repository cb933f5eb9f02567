package dev.signet.client;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notes which self-registered clients are in use, so that only the others go. Noted in
 * memory and written once a minute, for each client once an hour: no request waits for
 * it.
 */
@Component
final class ClientUses {

	private static final Duration PRECISION = Duration.ofHours(1);

	private final Set<UUID> used = ConcurrentHashMap.newKeySet();

	private final JdbcClient jdbc;

	private final Clock clock;

	ClientUses(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	void note(UUID client) {
		this.used.add(client);
	}

	/** A row that another node is writing at the same moment is left to it. */
	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	void flush() {
		List<UUID> noted = List.copyOf(this.used);
		if (noted.isEmpty()) {
			return;
		}
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				update dynamic_clients set last_used_at = :now where client in (
				  select client from dynamic_clients
				  where client = any (:clients) and last_used_at < :before for update skip locked)""")
			.param("now", Timestamp.from(now))
			.param("clients", noted.toArray(UUID[]::new))
			.param("before", Timestamp.from(now.minus(PRECISION)))
			.update();
		noted.forEach(this.used::remove);
	}

}
