package dev.signet.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Lets what groups give follow the groups of those who were found, also while they do not
 * sign in. It takes one search for each person, and a call ends when its time does; those
 * that it did not get to are left to the next one. Where rules give nothing, nobody is
 * asked for their groups.
 */
@Component
class PresentGroups {

	private static final Logger logger = LoggerFactory.getLogger(PresentGroups.class);

	private final DirectoryPeople people;

	private final DirectoryLinks links;

	private final PostgresPresence rows;

	private final Presence presence;

	PresentGroups(DirectoryPeople people, DirectoryLinks links, PostgresPresence rows, Presence presence) {
		this.people = people;
		this.links = links;
		this.rows = rows;
		this.presence = presence;
	}

	/**
	 * Gives and takes what has changed. What cannot be found out now stays as it is.
	 * @param found those who were found
	 * @param linkIds their links, and perhaps others, by subject
	 * @param askedAt when the directory was asked for them
	 */
	void follow(Directory directory, List<PresentPerson> found, Map<String, UUID> linkIds, Instant askedAt) {
		Map<UUID, Set<String>> before = this.rows.gives(linkIds.values());
		List<PresentPerson> rest = found.stream().filter((person) -> linkIds.containsKey(person.subject())).toList();
		try {
			while (!rest.isEmpty()) {
				Map<String, DirectoryGroups> groups = read(directory, rest);
				groups.forEach((subject, each) -> {
					UUID linkId = Objects.requireNonNull(linkIds.get(subject), "They are linked");
					if (!each.whole() || !this.links.gives(directory, each).equals(before.get(linkId))) {
						regroup(linkId, directory, each, askedAt);
					}
				});
				rest = rest.stream().filter((person) -> !groups.containsKey(person.subject())).toList();
			}
		}
		catch (DirectoryDown ex) {
			// It is logged where it happened
		}
	}

	private Map<String, DirectoryGroups> read(Directory directory, List<PresentPerson> found) throws DirectoryDown {
		if (directory.settings().groups() == null || directory.settings().accounts().rules().isEmpty()) {
			return found.stream()
				.map(PresentPerson::subject)
				.collect(Collectors.toMap(Function.identity(), (subject) -> DirectoryGroups.NONE));
		}
		return this.people.groups(directory, found);
	}

	/** What goes wrong with one person is not to keep others from what is theirs. */
	private void regroup(UUID linkId, Directory directory, DirectoryGroups groups, Instant askedAt) {
		try {
			this.presence.regrouped(linkId, directory, groups, askedAt);
		}
		catch (RuntimeException ex) {
			logger.warn("What groups give by the link {} cannot be changed now; another try follows", linkId, ex);
		}
	}

}
