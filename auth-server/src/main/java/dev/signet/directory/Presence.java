package dev.signet.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.database.Columns;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows from whether a directory finds somebody. It is believed that somebody is
 * gone when they were missed twice, some minutes apart: an entry that is moved is in
 * neither place for a moment. From a directory that was changed since it was asked, or
 * switched off, nothing follows.
 */
@Component
class Presence {

	/** After a first miss. */
	static final Duration SOON = Duration.ofMinutes(5);

	private final DirectoryLinks links;

	private final PostgresPresence rows;

	private final DirectoryCheckProperties properties;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Presence(DirectoryLinks links, PostgresPresence rows, DirectoryCheckProperties properties,
			ApplicationEventPublisher events, Clock clock) {
		this.links = links;
		this.rows = rows;
		this.properties = properties;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Somebody was found who was missed before.
	 * @param directory as it was asked
	 */
	@Transactional
	public void found(UUID linkId, Directory directory) {
		this.links.hold(linkId).filter((link) -> this.links.unchanged(directory)).ifPresent((link) -> {
			this.rows.note(linkId, null, null, Columns.now(this.clock).plus(this.properties.every()));
			if (link.goneSince() != null) {
				this.events.publishEvent(new DirectoryPersonBack(link.accountId(), link.directoryId()));
			}
		});
	}

	/**
	 * The groups of somebody who was found give something else than before.
	 * @param directory as it was asked
	 * @param askedAt when the directory was asked; who signed in by it since has what
	 * they give
	 */
	@Transactional
	public void regrouped(UUID linkId, Directory directory, DirectoryGroups groups, Instant askedAt) {
		this.links.hold(linkId)
			.filter((link) -> link.goneSince() == null && !usedSince(link, askedAt) && this.links.unchanged(directory))
			.ifPresent((link) -> this.links.give(link, directory, groups));
	}

	private static boolean usedSince(DirectoryLink link, Instant moment) {
		return link.lastUsedAt() != null && !link.lastUsedAt().isBefore(moment);
	}

	/**
	 * Somebody was not found.
	 * @param directory as it was asked
	 * @param askedAt when the directory was asked; who signed in by it since is there
	 */
	@Transactional
	public void missed(UUID linkId, Directory directory, Instant askedAt) {
		this.links.holdToSuspend(linkId)
			.filter((link) -> !usedSince(link, askedAt) && this.links.unchanged(directory))
			.ifPresent((link) -> missed(link, askedAt));
	}

	private void missed(DirectoryLink link, Instant askedAt) {
		Instant now = Columns.now(this.clock);
		Optional<Instant> since = this.rows.missedSince(link.id());
		if (since.isEmpty()) {
			this.rows.note(link.id(), now, null, now.plus(SOON));
			return;
		}
		if (askedAt.isBefore(since.get().plus(SOON))) {
			// Still the first miss: it was asked again before its time
			this.rows.note(link.id(), since.get(), link.goneSince(), since.get().plus(SOON));
			return;
		}
		Instant next = now.plus(this.properties.every());
		if (link.goneSince() != null) {
			this.rows.note(link.id(), since.get(), link.goneSince(), next);
			// The last administrator, until there is another one
			if (!link.roles().isEmpty() && take(link).isEmpty()) {
				this.events.publishEvent(new DirectoryPersonGone(link.accountId(), link.directoryId()));
			}
			return;
		}
		this.rows.note(link.id(), since.get(), now, next);
		take(link);
		this.events.publishEvent(new DirectoryPersonGone(link.accountId(), link.directoryId()));
	}

	private Set<String> take(DirectoryLink link) {
		Set<String> stayed = this.links.take(link);
		this.rows.gaveNothing(link.id(), stayed);
		return stayed;
	}

}
