package dev.signet.logout;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Backoff;
import dev.signet.background.WokenWorkers;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.database.Columns;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jwt.JwtEncodingException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers the notices at least once each (OpenID Connect Back-Channel Logout 1.0 §2.5,
 * §2.8). Any number of nodes do so together: whoever claims a client calls it, one notice
 * at a time, and no transaction is open meanwhile. A claim runs out by itself, should its
 * owner die. A client that is down is left alone for a while and holds up no other.
 */
@Component
class LogoutDelivery implements DisposableBean {

	/**
	 * The wait after a failure. The most keeps what is promised: all is delivered within
	 * 15 minutes after a receiver is back.
	 */
	static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

	/** Longer than any call takes. */
	static final Duration CLAIM = Duration.ofMinutes(1);

	/**
	 * How often a client may answer 400. The standard has the same answer for a token
	 * that is wrong and for a logout that failed this time, so once is not enough.
	 */
	static final int REFUSALS = 6;

	private static final Log logger = LogFactory.getLog(LogoutDelivery.class);

	private static final int WORKERS = 16;

	private final PostgresLogoutNotices rows;

	private final Clients clients;

	private final LogoutTokens tokens;

	private final OutboundHttp http;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final WokenWorkers workers;

	LogoutDelivery(PostgresLogoutNotices rows, Clients clients, LogoutTokens tokens, OutboundHttp http,
			TransactionTemplate transaction, Clock clock) {
		this.rows = rows;
		this.clients = clients;
		this.tokens = tokens;
		this.http = http;
		this.transaction = transaction;
		this.clock = clock;
		this.workers = new WokenWorkers("logout-", WORKERS, this::work);
	}

	/** Lets one more worker look for work. It does not wait for it. */
	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void wake() {
		this.workers.wake();
	}

	/** What was claimed stays claimed, and is delivered by another node. */
	@Override
	public void destroy() {
		this.workers.stop();
	}

	private void work() {
		try {
			deliverDue();
		}
		catch (RuntimeException ex) {
			logger.warn("Logout notices cannot be delivered now; another attempt follows", ex);
		}
	}

	/** Delivers what is due, until nothing is left that others are not at already. */
	void deliverDue() {
		Optional<LogoutNotice> next = claimNext();
		while (next.isPresent()) {
			// There may be more, for other clients
			wake();
			deliver(next.get());
			next = claimNext();
		}
	}

	/**
	 * Takes the receiver first and then its notice. So does whoever ends an attempt, or
	 * the two would wait for each other once a claim has run out.
	 */
	private Optional<LogoutNotice> claimNext() {
		Optional<LogoutNotice> claimed = this.transaction.execute((status) -> {
			Instant now = Columns.now(this.clock);
			for (UUID clientId : this.rows.due(WORKERS, now)) {
				if (this.rows.claim(clientId, now, now.plus(CLAIM))) {
					return this.rows.begin(clientId, now);
				}
			}
			return Optional.empty();
		});
		return (claimed != null) ? claimed : Optional.empty();
	}

	private void deliver(LogoutNotice notice) {
		Optional<Client> client = this.clients.findById(notice.clientId());
		URI address = client.map(Client::backchannelLogoutUri).orElse(null);
		if (client.isEmpty() || address == null) {
			finish(notice, NoticeState.PARKED, "NO_ADDRESS");
			return;
		}
		try {
			int status = this.http.post(address, Map.of("logout_token", this.tokens.make(notice, client.get())))
				.status();
			answered(notice, client.get(), status);
		}
		catch (OutboundFailed ex) {
			failed(notice, client.get(), ex.reason().name());
		}
		catch (JwtEncodingException ex) {
			failed(notice, client.get(), "NOT_SIGNED");
		}
	}

	/** Some frameworks make a 204 of an empty 200 (§2.8). */
	private void answered(LogoutNotice notice, Client client, int status) {
		String answer = Integer.toString(status);
		switch (status) {
			case 200, 204 -> finish(notice, NoticeState.DELIVERED, answer);
			case 400 -> refused(notice, client, answer);
			default -> failed(notice, client, answer);
		}
	}

	private void refused(LogoutNotice notice, Client client, String answer) {
		if (notice.attempts() >= REFUSALS) {
			logger.warn("Logout notice %s refused for good by %s".formatted(notice.id(), client));
			finish(notice, NoticeState.REFUSED, answer);
			return;
		}
		// The client is well; only this notice waits
		Duration wait = BACKOFF.after(notice.attempts(), ThreadLocalRandom.current());
		this.transaction.executeWithoutResult((status) -> {
			Instant now = Columns.now(this.clock);
			this.rows.release(notice, 0, now, now);
			this.rows.postpone(notice, answer, now.plus(wait));
		});
		this.workers.wakeIn(wait);
	}

	private void failed(LogoutNotice notice, Client client, String answer) {
		Duration wait = BACKOFF.after(notice.receiverFailures() + 1, ThreadLocalRandom.current());
		logger.info("Logout notice %s not delivered to %s (%s), attempt %d".formatted(notice.id(), client, answer,
				notice.attempts()));
		this.transaction.executeWithoutResult((status) -> {
			Instant now = Columns.now(this.clock);
			this.rows.release(notice, notice.receiverFailures() + 1, now, now.plus(wait));
			this.rows.postpone(notice, answer, now.plus(wait));
		});
		this.workers.wakeIn(wait);
	}

	private void finish(LogoutNotice notice, NoticeState state, String answer) {
		this.transaction.executeWithoutResult((status) -> {
			Instant now = Columns.now(this.clock);
			this.rows.release(notice, 0, now, now);
			this.rows.finish(notice, state, answer, now);
		});
	}

}
