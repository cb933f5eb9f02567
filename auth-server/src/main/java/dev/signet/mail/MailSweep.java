package dev.signet.mail;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Wipes mails that nobody can use any more, and forgets old ones. Works in small
 * transactions, on one node at a time.
 */
@Component
class MailSweep {

	/** Any number that no other work has; this one spells "mails". */
	private static final long LOCK = 0x6d61696c73L;

	private static final int BATCH = 500;

	private final PostgresMails rows;

	private final MailProperties properties;

	private final Sweeps sweeps;

	private final Clock clock;

	MailSweep(PostgresMails rows, MailProperties properties, Sweeps sweeps, Clock clock) {
		this.rows = rows;
		this.properties = properties;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH, (batch) -> this.rows.expire(this.clock.instant(), batch));
		this.sweeps.repeat(LOCK, BATCH, (batch) -> this.rows
			.deleteFinishedBefore(this.clock.instant().minus(this.properties.keptFor()), batch));
	}

}
