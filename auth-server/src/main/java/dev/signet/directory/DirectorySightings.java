package dev.signet.directory;

import java.util.List;
import java.util.function.Predicate;

import dev.signet.account.AccountId;
import dev.signet.directory.Sighting.Password;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Looks somebody up for an administrator who wants to see that a directory works. Nothing
 * becomes of it, and neither the name nor the password is kept.
 */
@Component
public class DirectorySightings {

	private final DirectoryPeople people;

	private final DirectoryProofs proofs;

	private final ApplicationEventPublisher events;

	DirectorySightings(DirectoryPeople people, DirectoryProofs proofs, ApplicationEventPublisher events) {
		this.people = people;
		this.proofs = proofs;
		this.events = events;
	}

	/**
	 * Looks for somebody. It may be the last thing that was missing to prove the
	 * directory.
	 * @param name the name, as they would type it
	 * @param password the password; empty to try none
	 * @param mayTry is told the subject of whoever has that name, and says whether the
	 * password may be tried
	 * @throws DirectoryDown when the directory does not answer
	 */
	public Sighting look(Directory directory, String name, String password, Predicate<String> mayTry, AccountId by)
			throws DirectoryDown {
		Sighting sighting = this.people.call(directory, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				List<LdapEntry> found = session.people(name.strip());
				if (found.size() != 1) {
					return Sighting.ofNone(found.size());
				}
				return sighting(directory, name.strip(), session, found.get(0),
						password(directory, ldap, found.get(0), password, mayTry));
			}
		});
		if (sighting.usable()) {
			this.proofs.tried(directory);
		}
		this.events.publishEvent(
				new DirectoryTried(directory.id(), directory.alias(), sighting.found(), sighting.password(), by));
		return sighting;
	}

	private static Password password(Directory directory, LdapDirectory ldap, LdapEntry entry, String password,
			Predicate<String> mayTry) {
		if (password.isEmpty() || !DirectoryPeople.known(directory, entry)) {
			return Password.NOT_TRIED;
		}
		if (!mayTry.test(DirectoryPeople.subject(directory, entry))) {
			return Password.TOO_MANY;
		}
		return Password.valueOf(ldap.bind(entry.dn(), password).name());
	}

	private Sighting sighting(Directory directory, String name, LdapSession session, LdapEntry entry,
			Password password) {
		DirectoryGroups groups = session.groups(entry);
		@Nullable DirectoryPerson person = DirectoryPeople.known(directory, entry)
				? DirectoryPeople.person(directory, name, entry, groups) : null;
		return new Sighting(1, entry.dn(), session.whole(entry).orElse(entry).shown(), person,
				this.people.standing(entry), password);
	}

}
