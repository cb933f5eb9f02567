package dev.signet.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.signet.background.WokenWorkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks directories, every quarter of an hour or as set, whether the people who are linked
 * are still there and not switched off. Any number of nodes share the work: whoever
 * claims some people asks for them, all in one search, and no transaction is open
 * meanwhile. A directory that does not answer, or shows nobody at all, tells nothing, and
 * nothing happens; it is asked again some minutes later.
 */
@Component
class PresenceWatch implements DisposableBean {

	/** Longer than it can take to ask for all of them. */
	private static final Duration CLAIM = Duration.ofMinutes(5);

	/** What fits into one search without being a burden. */
	private static final int BATCH = 50;

	private static final Logger logger = LoggerFactory.getLogger(PresenceWatch.class);

	private final DirectoryRounds rounds;

	private final DirectoryPeople people;

	private final PostgresPresence rows;

	private final Presence presence;

	private final DirectoryCheckProperties properties;

	private final Clock clock;

	private final WokenWorkers workers;

	PresenceWatch(DirectoryRounds rounds, DirectoryPeople people, PostgresPresence rows, Presence presence,
			DirectoryCheckProperties properties, Clock clock) {
		this.rounds = rounds;
		this.people = people;
		this.rows = rows;
		this.presence = presence;
		this.properties = properties;
		this.clock = clock;
		this.workers = new WokenWorkers("directory-check-", 1, this::work);
	}

	@Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void wake() {
		if (!this.properties.off()) {
			this.workers.wake();
		}
	}

	/** Who was claimed is asked for later, by whichever node. */
	@Override
	public void destroy() {
		this.workers.stop();
	}

	void work() {
		this.rounds.go("who is there", BATCH, this::look);
	}

	/**
	 * Asks for those who are due longest.
	 * @return for how many it was found out
	 */
	int look(Directory directory) {
		Instant now = this.clock.instant();
		List<PostgresPresence.Due> due = this.rows.claim(directory.id(), now, now.plus(CLAIM), BATCH);
		Optional<Set<String>> there = due.isEmpty() ? Optional.empty() : ask(directory, due);
		there.ifPresent((found) -> note(directory, due, found, now));
		return there.isPresent() ? due.size() : 0;
	}

	/** Of nearly all, nothing new is known: that takes one statement. */
	private void note(Directory directory, List<PostgresPresence.Due> due, Set<String> there, Instant askedAt) {
		List<UUID> found = due.stream()
			.filter((each) -> there.contains(each.subject()))
			.map(PostgresPresence.Due::id)
			.toList();
		this.rows.found(found, askedAt.plus(this.properties.every()))
			.forEach((id) -> note(id, (back) -> this.presence.found(back, directory)));
		due.stream()
			.map(PostgresPresence.Due::id)
			.filter((id) -> !found.contains(id))
			.forEach((id) -> note(id, (missed) -> this.presence.missed(missed, directory, askedAt)));
	}

	/** What goes wrong with one person is not to keep others in or out. */
	private static void note(UUID linkId, Consumer<UUID> presence) {
		try {
			presence.accept(linkId);
		}
		catch (RuntimeException ex) {
			logger.warn("It cannot be noted now whether the person of the link {} is there; another try follows",
					linkId, ex);
		}
	}

	private Optional<Set<String>> ask(Directory directory, List<PostgresPresence.Due> due) {
		try {
			Optional<List<PresentPerson>> there = this.people.present(directory,
					due.stream().map(PostgresPresence.Due::subject).toList());
			if (there.isEmpty()) {
				logger.warn("The directory {} shows nobody at all, so nobody is taken for gone", directory.alias());
			}
			return there.map((found) -> found.stream().map(PresentPerson::subject).collect(Collectors.toSet()));
		}
		catch (DirectoryDown ex) {
			// It is logged where it happened
			return Optional.empty();
		}
	}

}
