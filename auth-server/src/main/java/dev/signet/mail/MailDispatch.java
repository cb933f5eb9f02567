package dev.signet.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Backoff;
import dev.signet.background.WokenWorkers;
import dev.signet.database.Columns;
import dev.signet.mail.NotCarried.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.NoSuchMessageException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Empties the outbox, on any number of nodes together: whoever claims a mail sends it,
 * and no transaction is open meanwhile. A claim runs out by itself, should its owner die
 * between sending a mail and noting that; then it comes twice, rather than never. A mail
 * that cannot be sent waits or is given up, and holds up no other.
 */
@Component
class MailDispatch implements DisposableBean {

	/** Longer than a mail server with all its answers late, but in time, takes. */
	static final Duration CLAIM = Duration.ofMinutes(10);

	/** How long a mail waits after a try that failed. */
	static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));

	/** How many mails a worker sends before others get its thread. */
	static final int RUN = 50;

	private static final Log logger = LogFactory.getLog(MailDispatch.class);

	private static final int WORKERS = 4;

	private final PostgresMails rows;

	private final MailWords words;

	private final @Nullable MailCarrier carrier;

	private final MailProperties properties;

	private final Clock clock;

	private final WokenWorkers workers;

	MailDispatch(PostgresMails rows, MailWords words, MailRoute route, MailProperties properties, Clock clock) {
		this.rows = rows;
		this.words = words;
		this.carrier = route.carrier().orElse(null);
		this.properties = properties;
		this.clock = clock;
		this.workers = new WokenWorkers("mail-", WORKERS, this::work);
	}

	/** Whether there is a way for mails. */
	boolean carries() {
		return this.carrier != null;
	}

	/**
	 * Lets one more worker look for work. It does not wait for it. The timer is for what
	 * other nodes wrote and could not send.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void wake() {
		this.workers.wake();
	}

	/** What was claimed stays claimed, and is sent by another node. */
	@Override
	public void destroy() {
		this.workers.stop();
	}

	private void work() {
		try {
			if (sendDue() == RUN) {
				wake();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Mails cannot be sent now; another try follows", ex);
		}
	}

	/**
	 * Sends what is due, until nothing is left that others are not at already, or the
	 * mail server is seen to be away, or the run is over.
	 * @return how many mails were tried
	 */
	int sendDue() {
		int tried = 0;
		boolean serverThere = true;
		while (serverThere && tried < RUN) {
			Optional<WaitingMail> next = claimNext();
			if (next.isEmpty()) {
				break;
			}
			tried++;
			serverThere = send(next.get());
			if (serverThere) {
				// There may be more, and it can be sent
				wake();
			}
		}
		return tried;
	}

	private Optional<WaitingMail> claimNext() {
		Instant now = Columns.now(this.clock);
		return this.rows.claim(now, now.plus(CLAIM));
	}

	/** Tells whether there is any use in going on with the next one. */
	private boolean send(WaitingMail mail) {
		if (mail.useless(Columns.now(this.clock))) {
			this.rows.expired(mail, Columns.now(this.clock));
			return true;
		}
		if (this.carrier == null) {
			this.rows.park(mail, "NO_SERVER", Columns.now(this.clock));
			return true;
		}
		Optional<OutgoingMail> outgoing = write(mail);
		if (outgoing.isEmpty()) {
			this.rows.park(mail, "NOT_WRITABLE", Columns.now(this.clock));
			return true;
		}
		try {
			this.carrier.carry(outgoing.get());
		}
		catch (NotCarried ex) {
			failed(mail, ex);
			return ex.kind() != Kind.SERVER_AWAY;
		}
		this.rows.sent(mail, Columns.now(this.clock));
		return true;
	}

	/** Empty when it never will be possible: words or the master key are missing. */
	private Optional<OutgoingMail> write(WaitingMail mail) {
		try {
			return Optional.of(this.words.of(mail, this.rows.open(mail)));
		}
		catch (RuntimeException ex) {
			// Other messages may quote what the mail says
			String why = (ex instanceof NoSuchMessageException) ? ex.getMessage() : ex.getClass().getName();
			logger.error("Parked " + mail + ", which cannot be written: " + why);
			return Optional.empty();
		}
	}

	private void failed(WaitingMail mail, NotCarried failure) {
		if (failure.kind() == Kind.FOR_GOOD || mail.tries() >= this.properties.tries()) {
			logger.warn("Parked %s after try %d: %s".formatted(mail, mail.tries(), failure.reason()));
			this.rows.park(mail, failure.reason(), Columns.now(this.clock));
			return;
		}
		Duration wait = BACKOFF.after(mail.tries(), ThreadLocalRandom.current());
		logger.info("Could not send %s at try %d: %s".formatted(mail, mail.tries(), failure.reason()));
		this.rows.postpone(mail, failure.reason(), Columns.now(this.clock).plus(wait));
		this.workers.wakeIn(wait);
	}

}
