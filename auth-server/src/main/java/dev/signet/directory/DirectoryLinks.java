package dev.signet.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.RoleChanges;
import dev.signet.account.Roles;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which people of directories own which accounts. Somebody is the pair of directory and
 * subject and nothing else, as names and addresses change hands there. With each sign-in,
 * and whenever they are looked for, the account gets what the rules of the directory
 * give, and loses what they gave before and do not give any more; what it has from
 * elsewhere stays.
 */
@Component
public class DirectoryLinks {

	/** How long a removed link can be restored. */
	public static final Duration RESTORABLE = Duration.ofDays(30);

	/** More groups are read of nobody. */
	public static final int MOST_GROUPS = DirectoryGroups.MOST;

	private final PostgresDirectoryLinks rows;

	private final Accounts accounts;

	private final Administrators administrators;

	private final RoleChanges roleChanges;

	private final Groups groups;

	private final DirectoryProperties settings;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DirectoryLinks(PostgresDirectoryLinks rows, Accounts accounts, Administrators administrators,
			RoleChanges roleChanges, Groups groups, DirectoryProperties settings, TransactionOperations transactions,
			ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.accounts = accounts;
		this.administrators = administrators;
		this.roleChanges = roleChanges;
		this.groups = groups;
		this.settings = settings;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/** The link of a person, if there is one. */
	public Optional<DirectoryLink> find(Directory directory, String subject) {
		return this.rows.find(directory.id(), subject);
	}

	/** The links of an account that count, the oldest first. */
	public List<DirectoryLink> of(AccountId accountId) {
		return withRemoved(accountId).stream().filter(DirectoryLink::counts).toList();
	}

	/** The same, and those too that can be restored. */
	public List<DirectoryLink> withRemoved(AccountId accountId) {
		return this.rows.of(accountId, Columns.now(this.clock).minus(RESTORABLE));
	}

	/**
	 * The links of a directory that count, by the names with which people sign in.
	 * @param last the last one that was seen, to go on after it; or null
	 */
	public List<DirectoryLink> of(DirectoryId directoryId, @Nullable UUID last, int most) {
		return this.rows.of(directoryId, last, most);
	}

	/** How many links count, by directory; one that is not in it has none. */
	public Map<DirectoryId, Integer> use() {
		return this.rows.use();
	}

	/**
	 * Makes a link, and has the person asked for at once: what is given now may be by
	 * what the directory said half an hour ago. Joins the caller's transaction.
	 * @param directory as it was when it told who the person is
	 * @return empty when somebody has that person already
	 * @throws DirectoryChangedMeanwhile when it may tell something else by now
	 */
	@Transactional
	public Optional<DirectoryLink> add(Directory directory, DirectoryPerson person, AccountId accountId)
			throws DirectoryChangedMeanwhile {
		DirectoryLink link = new DirectoryLink(UUID.randomUUID(), directory.id(), person.subject(), accountId,
				person.login(), Set.of(), Set.of(), Columns.now(this.clock), null, null, null, null, null);
		if (!this.rows.insert(link, directory.version())) {
			if (find(directory, person.subject()).isEmpty()) {
				throw new DirectoryChangedMeanwhile();
			}
			return Optional.empty();
		}
		this.events.publishEvent(new DirectoryLinked(accountId, link.id(), directory.id(), directory.alias()));
		return Optional.of(link);
	}

	/**
	 * Ends a link of an account; what the account has by it is taken. What has to stay,
	 * since nobody else runs this server, is noted, and taken if the link is restored.
	 * Joins the caller's transaction.
	 * @param by who wants so: the owner, or an administrator
	 * @return whether there was one
	 */
	@Transactional
	public boolean remove(UUID linkId, AccountId owner, AccountId by) {
		return remove(linkId, (link) -> link.accountId().equals(owner), by);
	}

	/** The same for whoever of a directory it is. */
	@Transactional
	public boolean remove(UUID linkId, DirectoryId directoryId, AccountId by) {
		return remove(linkId, (link) -> link.directoryId().equals(directoryId), by);
	}

	private boolean remove(UUID linkId, Predicate<DirectoryLink> whose, AccountId by) {
		// Whether or not it made one: it may have after the wait
		this.administrators.hold();
		Optional<DirectoryLink> held = hold(linkId).filter(whose);
		held.ifPresent((link) -> {
			this.rows.remove(link.id(), take(link), Columns.now(this.clock));
			this.events.publishEvent(new DirectoryUnlinked(link.accountId(), link.id(), link.directoryId(), by));
		});
		return held.isPresent();
	}

	/**
	 * Lets a removed link count again, within 30 days. What it gives comes with the next
	 * sign-in. Joins the caller's transaction, which can go on when a race is lost.
	 * @return whether there was one, and nobody has that person meanwhile
	 */
	public boolean restore(UUID linkId, AccountId owner) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			Object before = status.createSavepoint();
			try {
				Optional<DirectoryId> directory = this.rows.restore(linkId, owner, Columns.now(this.clock),
						Columns.now(this.clock).minus(RESTORABLE));
				directory.ifPresent((id) -> this.events.publishEvent(new DirectoryRelinked(owner, linkId, id)));
				return directory.isPresent();
			}
			catch (DuplicateKeyException ex) {
				status.rollbackToSavepoint(before);
				return false;
			}
		}));
	}

	/**
	 * Notes that somebody signs in by a link, before the sign-in is whole, so that what
	 * is asked of holders of a role is asked of them. Who was taken for gone is back,
	 * also if that was in another directory, while this one was switched off. Joins the
	 * caller's transaction.
	 * @param directory as it was when it told who the person is
	 * @return the account that it opens, as it is while the link counts; empty when it is
	 * ended at this moment, which leads nowhere
	 * @throws DirectoryChangedMeanwhile when it is another by now, or switched off
	 */
	@Transactional
	public Optional<AccountGeneration> used(DirectoryLink link, Directory directory, DirectoryPerson person)
			throws DirectoryChangedMeanwhile {
		// Two sign-ins at once take what was given before from the same row
		Optional<DirectoryLink> held = hold(link.id());
		if (held.isEmpty()) {
			return Optional.empty();
		}
		if (!unchanged(directory)) {
			throw new DirectoryChangedMeanwhile();
		}
		DirectoryLink before = held.get();
		Account account = give(before, directory, new DirectoryGroups(person.groups(), person.allGroups()));
		this.rows.used(link.id(), person.login(), Columns.now(this.clock));
		if (before.goneSince() != null || account.suspended()) {
			this.events.publishEvent(new DirectoryPersonBack(link.accountId(), link.directoryId()));
		}
		return Optional.of(account.generation());
	}

	/**
	 * Gives and takes what the groups of somebody give now. Of groups that are not all,
	 * those that are not seen take nothing.
	 * @param before the link, which is held
	 * @return its account, as it was before
	 */
	Account give(DirectoryLink before, Directory directory, DirectoryGroups seen) {
		Account account = this.accounts.find(before.accountId()).orElseThrow();
		Set<String> roles = ours(given(directory, seen, DirectoryRule.Kind.ROLE, before.roles()), before.roles(),
				account.roles());
		Set<String> groups = ours(given(directory, seen, DirectoryRule.Kind.GROUP, before.groups()), before.groups(),
				account.groups());
		Set<String> stayed = Set.of();
		if (!account.roles().containsAll(roles) || !roles.containsAll(before.roles())) {
			stayed = this.roleChanges.change(before.accountId(), roles, without(before.roles(), roles));
			roles.addAll(stayed);
		}
		if (!account.groups().containsAll(groups) || !groups.containsAll(before.groups())) {
			this.groups.change(before.accountId(), names(groups), names(without(before.groups(), groups)));
		}
		if (!roles.containsAll(before.roles()) || !groups.containsAll(before.groups())) {
			this.rows.giveAnewByOthers(before);
		}
		boolean newlyCut = !seen.whole() && before.groupsCutSince() == null;
		// What had to stay is taken with a later look, which must not find that all is
		// done
		this.rows.gave(before.id(), roles, groups, stayed.isEmpty() ? gives(directory, seen) : null,
				newlyCut ? Columns.now(this.clock) : seen.whole() ? null : before.groupsCutSince());
		if (newlyCut) {
			this.events
				.publishEvent(new DirectoryGroupsCut(before.accountId(), before.directoryId(), seen.names().size()));
		}
		return account;
	}

	/** How many people of a directory are in more groups than can be read. */
	public int withGroupsCut(DirectoryId directoryId) {
		return this.rows.withGroupsCut(directoryId);
	}

	/**
	 * Keeps others from changing a directory until somebody there is linked. Joins the
	 * caller's transaction.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void hold(DirectoryId directoryId) {
		this.rows.hold(directoryId);
	}

	/**
	 * A link that counts. Others are kept from all administrators if it made one before
	 * the wait, from its account and from it until the transaction ends, in the order of
	 * {@link Administrators}.
	 */
	Optional<DirectoryLink> hold(UUID linkId) {
		Optional<DirectoryLink> link = this.rows.find(linkId);
		if (link.filter(DirectoryLinks::madeAdministrator).isPresent()) {
			this.administrators.hold();
		}
		return hold(link);
	}

	/** The same where the account may be suspended, so that it may be any one's. */
	Optional<DirectoryLink> holdToSuspend(UUID linkId) {
		this.administrators.hold();
		return hold(this.rows.find(linkId));
	}

	/**
	 * Whether a directory is still as it was read, and then stays so until the
	 * transaction ends. Comes after what holds a link, so that all wait in one order.
	 */
	boolean unchanged(Directory directory) {
		return this.rows.hold(directory.id(), directory.version());
	}

	private static boolean madeAdministrator(DirectoryLink link) {
		return link.roles().contains(Roles.ADMIN);
	}

	private Optional<DirectoryLink> hold(Optional<DirectoryLink> found) {
		found.map(DirectoryLink::accountId).ifPresent(this.accounts::hold);
		return found.flatMap((link) -> this.rows.hold(link.id()));
	}

	/**
	 * Takes what an account has by a link.
	 * @return the roles that had to stay
	 */
	Set<String> take(DirectoryLink link) {
		if (!link.groups().isEmpty() || !link.roles().isEmpty()) {
			this.rows.giveAnewByOthers(link);
		}
		if (!link.groups().isEmpty()) {
			this.groups.change(link.accountId(), List.of(), names(link.groups()));
		}
		return link.roles().isEmpty() ? Set.of() : this.roleChanges.change(link.accountId(), Set.of(), link.roles());
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

	/** What the rules give to somebody who is in these groups. */
	public Set<String> given(Directory directory, DirectoryPerson person, DirectoryRule.Kind kind) {
		return given(directory, person.groups(), kind);
	}

	/** All of that, in words that can be compared with what it was before. */
	Set<String> gives(Directory directory, DirectoryGroups groups) {
		return Stream.of(DirectoryRule.Kind.values())
			.flatMap((kind) -> given(directory, groups.names(), kind).stream().map((name) -> kind + " " + name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** What may come from groups that are not seen stays. */
	private Set<String> given(Directory directory, DirectoryGroups seen, DirectoryRule.Kind kind, Set<String> before) {
		Set<String> given = given(directory, seen.names(), kind);
		if (!seen.whole()) {
			rules(directory, kind).map(DirectoryRule::name).filter(before::contains).forEach(given::add);
		}
		return given;
	}

	private Set<String> given(Directory directory, Set<String> groups, DirectoryRule.Kind kind) {
		Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		named.addAll(groups);
		return rules(directory, kind).filter((rule) -> named.contains(rule.group()))
			.map(DirectoryRule::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private Stream<DirectoryRule> rules(Directory directory, DirectoryRule.Kind kind) {
		return directory.settings()
			.accounts()
			.rules()
			.stream()
			.filter((rule) -> rule.kind() == kind && (this.settings.giveAdmin() || kind != DirectoryRule.Kind.ROLE
					|| !rule.name().equals(Roles.ADMIN)));
	}

	private static Set<String> without(Set<String> before, Set<String> now) {
		Set<String> gone = new TreeSet<>(before);
		gone.removeAll(now);
		return gone;
	}

	private static List<GroupName> names(Set<String> names) {
		return names.stream().map(GroupName::new).toList();
	}

}
