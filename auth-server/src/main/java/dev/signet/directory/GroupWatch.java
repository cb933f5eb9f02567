package dev.signet.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.signet.background.WokenWorkers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks directories for the groups of the people who are linked, as often as
 * {@link PresenceWatch} asks whether they are there. It takes a search for each person,
 * so it has a worker and a due time of its own: whoever is gone is not to wait for the
 * groups of others. Whoever cannot be asked for is asked for again when they are due.
 */
@Component
class GroupWatch implements DisposableBean {

	private static final int BATCH = 50;

	private final DirectoryRounds rounds;

	private final PostgresPresence rows;

	private final PresentGroups groups;

	private final DirectoryCheckProperties properties;

	private final Clock clock;

	private final WokenWorkers workers;

	GroupWatch(DirectoryRounds rounds, PostgresPresence rows, PresentGroups groups, DirectoryCheckProperties properties,
			Clock clock) {
		this.rounds = rounds;
		this.rows = rows;
		this.groups = groups;
		this.properties = properties;
		this.clock = clock;
		this.workers = new WokenWorkers("directory-groups-", 1, this::work);
	}

	@Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void wake() {
		if (!this.properties.off()) {
			this.workers.wake();
		}
	}

	/** Who was claimed is asked for when they are due again. */
	@Override
	public void destroy() {
		this.workers.stop();
	}

	void work() {
		this.rounds.go("for groups", BATCH, this::look);
	}

	/**
	 * Asks for those who are due longest.
	 * @return for how many it was asked
	 */
	int look(Directory directory) {
		Instant now = this.clock.instant();
		List<PostgresPresence.Due> due = this.rows.claimForGroups(directory.id(), now,
				now.plus(this.properties.every()), BATCH);
		if (due.isEmpty()) {
			return 0;
		}
		Map<String, UUID> links = due.stream()
			.collect(Collectors.toMap(PostgresPresence.Due::subject, PostgresPresence.Due::id));
		return this.groups.follow(directory, links, now) ? due.size() : 0;
	}

}
