package dev.signet.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.RoleChanges;
import dev.signet.account.Roles;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which people of directories own which accounts. Somebody is the pair of directory and
 * subject and nothing else, as names and addresses change hands there. With each sign-in
 * the account gets what the rules of the directory give, and loses what they gave before
 * and do not give any more; what it has from elsewhere stays.
 */
@Component
public class DirectoryLinks {

	private final PostgresDirectoryLinks rows;

	private final Accounts accounts;

	private final RoleChanges roleChanges;

	private final Groups groups;

	private final DirectoryProperties settings;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DirectoryLinks(PostgresDirectoryLinks rows, Accounts accounts, RoleChanges roleChanges, Groups groups,
			DirectoryProperties settings, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.accounts = accounts;
		this.roleChanges = roleChanges;
		this.groups = groups;
		this.settings = settings;
		this.events = events;
		this.clock = clock;
	}

	/** The link of a person, if there is one. */
	public Optional<DirectoryLink> find(Directory directory, String subject) {
		return this.rows.find(directory.id(), subject);
	}

	/** The links of an account, the oldest first. */
	public List<DirectoryLink> of(AccountId accountId) {
		return this.rows.of(accountId);
	}

	/**
	 * Makes a link. Joins the caller's transaction.
	 * @return empty when somebody has that person already
	 */
	@Transactional
	public Optional<DirectoryLink> add(Directory directory, DirectoryPerson person, AccountId accountId) {
		DirectoryLink link = new DirectoryLink(UUID.randomUUID(), directory.id(), person.subject(), accountId,
				person.login(), Set.of(), Set.of());
		if (!this.rows.insert(link, now())) {
			return Optional.empty();
		}
		this.events.publishEvent(new DirectoryLinked(accountId, directory.id(), directory.alias()));
		return Optional.of(link);
	}

	/**
	 * Notes that somebody signs in by a link, before the sign-in is whole, so that what
	 * is asked of holders of a role is asked of them. Joins the caller's transaction.
	 */
	@Transactional
	public void used(DirectoryLink link, Directory directory, DirectoryPerson person) {
		// Two sign-ins at once take what was given before from the same row
		DirectoryLink before = this.rows.hold(link.id()).orElse(link);
		Account account = this.accounts.find(link.accountId()).orElseThrow();
		Set<String> roles = ours(given(directory, person, DirectoryRule.Kind.ROLE), before.roles(), account.roles());
		Set<String> groups = ours(given(directory, person, DirectoryRule.Kind.GROUP), before.groups(),
				account.groups());
		if (!account.roles().containsAll(roles) || !roles.containsAll(before.roles())) {
			roles.addAll(this.roleChanges.change(link.accountId(), roles, without(before.roles(), roles)));
		}
		if (!account.groups().containsAll(groups) || !groups.containsAll(before.groups())) {
			this.groups.change(link.accountId(), names(groups), names(without(before.groups(), groups)));
		}
		this.rows.used(link.id(), person.login(), roles, groups, now());
	}

	/** Of what the rules give, what the account does not have from elsewhere. */
	private static Set<String> ours(Set<String> given, Set<String> before, Set<String> held) {
		Set<String> elsewhere = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		elsewhere.addAll(held);
		elsewhere.removeAll(before);
		Set<String> ours = new TreeSet<>(given);
		ours.removeIf(elsewhere::contains);
		return ours;
	}

	private Set<String> given(Directory directory, DirectoryPerson person, DirectoryRule.Kind kind) {
		Set<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		groups.addAll(person.groups());
		Set<String> given = new TreeSet<>();
		for (DirectoryRule rule : directory.settings().accounts().rules()) {
			boolean allowed = this.settings.giveAdmin() || rule.kind() != DirectoryRule.Kind.ROLE
					|| !rule.name().equals(Roles.ADMIN);
			if (rule.kind() == kind && allowed && groups.contains(rule.group())) {
				given.add(rule.name());
			}
		}
		return given;
	}

	private static Set<String> without(Set<String> before, Set<String> now) {
		Set<String> gone = new TreeSet<>(before);
		gone.removeAll(now);
		return gone;
	}

	private static List<GroupName> names(Set<String> names) {
		return names.stream().map(GroupName::new).toList();
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
