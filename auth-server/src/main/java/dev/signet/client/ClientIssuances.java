package dev.signet.client;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import dev.signet.background.Sweeps;
import dev.signet.client.PostgresClientUses.Counted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts how often each client got tokens, by grant type and day. Counted in memory and
 * added up in the table once a minute: no request waits for it, and a node that dies
 * loses a minute.
 */
@Component
public final class ClientIssuances implements DisposableBean {

	/** How long the counts of a day are kept. */
	static final Period KEPT = Period.ofDays(400);

	private static final Logger log = LoggerFactory.getLogger(ClientIssuances.class);

	private static final int BATCH = 1000;

	private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

	/** How much of each count is in the table. */
	private final Map<Key, Long> written = new HashMap<>();

	private final PostgresClientUses rows;

	private final Clock clock;

	ClientIssuances(PostgresClientUses rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	/**
	 * Counts an answer with tokens.
	 * @param client the client, by its internal id
	 * @param grantType how it got them (RFC 6749 §1.3), one that is offered
	 */
	public void note(UUID client, String grantType) {
		this.counts.computeIfAbsent(new Key(client, grantType, today()), (key) -> new LongAdder()).increment();
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	synchronized void flush() {
		List<Counted> counted = new ArrayList<>();
		this.counts.forEach((key, count) -> {
			long more = count.sum() - this.written.getOrDefault(key, 0L);
			if (more > 0) {
				counted.add(new Counted(key.client(), key.grantType(), key.day(), more));
			}
		});
		if (!counted.isEmpty()) {
			this.rows.count(counted);
			counted.forEach((each) -> this.written.merge(new Key(each.client(), each.grantType(), each.day()),
					each.issued(), Long::sum));
		}
		forgetDaysGone();
	}

	/**
	 * Nobody counts for the day before yesterday any more, not even who stood still over
	 * midnight.
	 */
	private void forgetDaysGone() {
		LocalDate yesterday = today().minusDays(1);
		this.counts.keySet().removeIf((key) -> key.day().isBefore(yesterday));
		this.written.keySet().removeIf((key) -> key.day().isBefore(yesterday));
	}

	/** Several nodes may sweep at once: each takes what no other holds. */
	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
	void sweep() {
		LocalDate before = today().minus(KEPT);
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteCountsBefore(before, batch));
	}

	/** Requests are no longer accepted by then. */
	@Override
	public void destroy() {
		try {
			flush();
		}
		catch (RuntimeException ex) {
			log.warn("Which tokens were issued in the last minute is not counted: {}", ex.toString());
		}
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	/** What is counted apart. */
	private record Key(UUID client, String grantType, LocalDate day) {
	}

}
