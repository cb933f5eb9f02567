package dev.signet.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Lets what groups give follow the groups of those who are there, also while they do not
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
	 * Gives and takes what has changed. What cannot be found out now stays as it is, and
	 * is noted.
	 * @param linkIds the links of some people, by subject
	 * @param askedAt when the directory was asked for them
	 * @return whether the directory answered
	 */
	boolean follow(Directory directory, Map<String, UUID> linkIds, Instant askedAt) {
		Map<UUID, Set<String>> before = this.rows.gives(linkIds.values());
		BiConsumer<String, DirectoryGroups> seen = (subject, groups) -> {
			UUID linkId = Objects.requireNonNull(linkIds.get(subject), "They are linked");
			if (!groups.whole() || !this.links.gives(directory, groups).equals(before.get(linkId))) {
				regroup(linkId, directory, groups, askedAt);
			}
		};
		if (directory.settings().groups() == null || directory.settings().accounts().rules().isEmpty()) {
			linkIds.keySet().forEach((subject) -> seen.accept(subject, DirectoryGroups.NONE));
			return true;
		}
		try {
			List<PresentPerson> rest = present(directory, linkIds.keySet());
			while (!rest.isEmpty()) {
				rest = read(directory, rest, seen);
			}
			return true;
		}
		catch (DirectoryDown ex) {
			// It is logged where it happened
			return false;
		}
	}

	/**
	 * Who is not there has no groups that could be read; others see to that. If two are
	 * there who count as the same person, it is not known whose groups are meant.
	 */
	private List<PresentPerson> present(Directory directory, Set<String> subjects) throws DirectoryDown {
		Map<String, List<PresentPerson>> found = this.people.present(directory, List.copyOf(subjects))
			.orElseGet(List::of)
			.stream()
			.collect(Collectors.groupingBy(PresentPerson::subject));
		return found.values()
			.stream()
			.filter((same) -> same.size() == 1)
			.flatMap(List::stream)
			.filter((person) -> subjects.contains(person.subject()))
			.toList();
	}

	/**
	 * Reads the groups of as many as one call has time for. Of somebody for whom that
	 * does not end, none is seen, which is nothing about the others. Whoever it was when
	 * the connection broke off is left to the next look: that says nothing about them.
	 * @param people somebody at least
	 * @return those who were not asked for yet, fewer than before
	 * @throws DirectoryDown when nobody could be asked for
	 */
	private List<PresentPerson> read(Directory directory, List<PresentPerson> people,
			BiConsumer<String, DirectoryGroups> seen) throws DirectoryDown {
		Set<PresentPerson> begun = ConcurrentHashMap.newKeySet();
		Map<String, DirectoryGroups> read = new ConcurrentHashMap<>();
		boolean brokenOff = false;
		try {
			this.people.look(directory, (ldap) -> {
				try (LdapSession session = ldap.open()) {
					for (PresentPerson person : people) {
						if (begun.isEmpty() || ldap.hasTime()) {
							begun.add(person);
							read.put(person.subject(), session.groups(person.dn(), person.username()));
						}
					}
				}
				return begun;
			});
		}
		catch (DirectoryDown ex) {
			if (begun.isEmpty()) {
				throw ex;
			}
			brokenOff = LdapDirectory.brokeOff(ex.getCause());
		}
		// Nobody waits for a call that took too long, but it may still go on
		Set<PresentPerson> asked = Set.copyOf(begun);
		Map<String, DirectoryGroups> answered = Map.copyOf(read);
		answered.forEach(seen);
		if (!brokenOff) {
			asked.stream()
				.map(PresentPerson::subject)
				.filter((subject) -> !answered.containsKey(subject))
				.forEach((subject) -> seen.accept(subject, DirectoryGroups.UNSEEN));
		}
		return people.stream().filter((person) -> !asked.contains(person)).toList();
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
