package dev.signet.linking;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.background.Sweeps;
import dev.signet.database.Columns;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChanged;
import dev.signet.directory.DirectoryDisabled;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.logout.UpstreamPeopleSignedOut;
import dev.signet.secret.WrittenIds;
import dev.signet.session.BrowserKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The people who came from a provider or a directory and of whom something is missing,
 * one row each: bound to the browser in which they came, and ended once.
 */
@Component
class Arrivals {

	private static final long LOCK = 310;

	private static final int BATCH = 500;

	private final PostgresArrivals rows;

	private final BrowserKey browserKey;

	private final Sweeps sweeps;

	private final Clock clock;

	Arrivals(PostgresArrivals rows, BrowserKey browserKey, Sweeps sweeps, Clock clock) {
		this.rows = rows;
		this.browserKey = browserKey;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	/**
	 * Keeps somebody until what is missing is there.
	 * @param accountId whose account is to be proved, or null
	 * @return what to find them by, in this browser
	 */
	UUID keep(Arrival.Purpose purpose, UpstreamAnswer answer, @Nullable AccountId accountId, HttpServletRequest request,
			HttpServletResponse response) {
		UUID id = UUID.randomUUID();
		this.rows.insert(new Arrival(id, purpose, answer.provider().id(), null, null, answer.person(),
				answer.endSession(), accountId, answer.flow().pendingRequest(), answer.flow().next(),
				answer.flow().remembered(), null, null, false, Columns.now(this.clock)),
				this.browserKey.digestOrCreate(request, response));
		return id;
	}

	/**
	 * Keeps somebody who has just given the password of a directory.
	 * @param directory as it was when it was asked
	 * @param accountId whose account is to be proved, or null
	 * @param wait what waits for them meanwhile
	 * @return what to find them by, in this browser
	 */
	UUID keep(Arrival.Purpose purpose, Directory directory, UpstreamPerson person, @Nullable AccountId accountId,
			Wait wait, HttpServletRequest request, HttpServletResponse response) {
		UUID id = UUID.randomUUID();
		this.rows.insert(new Arrival(id, purpose, null, directory.id(), directory.version(), person, null, accountId,
				wait.pendingRequest(), wait.next(), wait.remembered(), null, null, false, Columns.now(this.clock)),
				this.browserKey.digestOrCreate(request, response));
		return id;
	}

	/** An arrival of this browser, if it is not over. */
	Optional<Arrival> find(String id, Arrival.Purpose purpose, HttpServletRequest request) {
		return WrittenIds.read(id)
			.flatMap((known) -> this.rows.find(known, browser(request), purpose, Columns.now(this.clock)));
	}

	/**
	 * Notes that somebody has typed the code that went to their address.
	 * @return false when it is over, or another code went elsewhere meanwhile
	 */
	boolean addressProved(Arrival arrival, byte[] browser) {
		return this.rows.addressProved(arrival.id(), browser, Objects.requireNonNull(arrival.address()),
				Columns.now(this.clock));
	}

	/**
	 * Lets somebody prove an account instead of getting a new one.
	 * @param accountId which one, or null for whichever they can prove
	 * @return false when it is over
	 */
	boolean prove(UUID id, @Nullable AccountId accountId, HttpServletRequest request) {
		return this.rows.prove(id, browser(request), accountId, Columns.now(this.clock));
	}

	/** Ends an arrival; of many who want to, one may go on. */
	boolean take(Arrival arrival, byte[] browser) {
		return this.rows.take(arrival.id(), browser, arrival.purpose(), Columns.now(this.clock));
	}

	/** A browser that never was here has no key, and nobody arrived in it. */
	byte[] browser(HttpServletRequest request) {
		return this.browserKey.digestOrNone(request);
	}

	/** Who has not arrived yet is not to. */
	@EventListener
	void on(UpstreamPeopleSignedOut event) {
		this.rows.deleteOf(event.providerId());
	}

	/**
	 * Who came before need not be whom it would find now. Whoever links one of them has
	 * held the directory before ({@link Origin#hold}).
	 */
	@EventListener
	void on(DirectoryChanged event) {
		this.rows.deleteOf(event.before().id());
	}

	/** With a removed directory, its arrivals go by themselves. */
	@EventListener
	void on(DirectoryDisabled event) {
		this.rows.deleteOf(event.directoryId());
	}

	@Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT10M")
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH, (most) -> this.rows.deleteExpired(Columns.now(this.clock), most));
	}

	/**
	 * What somebody signs in for.
	 *
	 * @param pendingRequest the request that waits meanwhile, or null
	 * @param next the page of ours that they came for, or null
	 * @param remembered whether they want to stay signed in
	 */
	record Wait(@Nullable UUID pendingRequest, @Nullable String next, boolean remembered) {
	}

}
