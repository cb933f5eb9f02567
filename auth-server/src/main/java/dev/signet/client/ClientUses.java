package dev.signet.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.signet.client.PostgresClientUses.UsedSecret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notes which clients and which of their secrets are in use, so that self-registered ones
 * that are not can go, and an operator sees when nobody sends the old secret any more.
 * Noted in memory and written once a minute, for each of them once an hour: no request
 * waits for it.
 */
@Component
public final class ClientUses implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(ClientUses.class);

	private static final Duration PRECISION = Duration.ofHours(1);

	private final Set<UUID> used = ConcurrentHashMap.newKeySet();

	private final Set<UsedSecret> usedSecrets = ConcurrentHashMap.newKeySet();

	private final PostgresClientUses rows;

	private final Clock clock;

	ClientUses(PostgresClientUses rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	void note(UUID client) {
		this.used.add(client);
	}

	/**
	 * Notes that a client proved itself.
	 * @param client the client, by its internal id
	 * @param secret the one of its secrets that it sent
	 */
	public void noteSecret(UUID client, String secret) {
		this.usedSecrets.add(UsedSecret.of(client, ClientSecrets.digest(secret)));
	}

	/**
	 * How a client is used.
	 * @param days for how many days, today among them, to tell how often it got tokens
	 */
	public Optional<ClientUse> find(String clientId, int days) {
		return this.rows.find(clientId, LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC).minusDays(days - 1L));
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	void flush() {
		Instant now = this.clock.instant();
		Instant before = now.minus(PRECISION);
		List<UUID> noted = List.copyOf(this.used);
		if (!noted.isEmpty()) {
			this.rows.used(noted, now, before);
			noted.forEach(this.used::remove);
		}
		List<UsedSecret> notedSecrets = List.copyOf(this.usedSecrets);
		if (!notedSecrets.isEmpty()) {
			this.rows.usedSecrets(notedSecrets, now, before);
			notedSecrets.forEach(this.usedSecrets::remove);
		}
	}

	/** Requests are no longer accepted by then. */
	@Override
	public void destroy() {
		try {
			flush();
		}
		catch (RuntimeException ex) {
			log.warn("Which clients were used in the last minute is lost: {}", ex.toString());
		}
	}

}
