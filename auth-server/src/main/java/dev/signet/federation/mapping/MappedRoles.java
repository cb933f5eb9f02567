package dev.signet.federation.mapping;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.RoleChanges;
import dev.signet.federation.link.LinkRemoved;
import dev.signet.federation.link.Links;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.settings.ClaimMapping;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The roles and groups that accounts have because a provider says so. Each is written
 * down, so that it goes when the provider no longer says so, and what somebody gave by
 * hand stays.
 */
@Component
class MappedRoles {

	private final PostgresMappedRoles rows;

	private final Accounts accounts;

	private final RoleChanges roleChanges;

	private final Groups groups;

	private final Links links;

	MappedRoles(PostgresMappedRoles rows, Accounts accounts, RoleChanges roleChanges, Groups groups, Links links) {
		this.rows = rows;
		this.accounts = accounts;
		this.roleChanges = roleChanges;
		this.groups = groups;
		this.links = links;
	}

	/**
	 * Brings an account in line with what a provider says now.
	 * @param gives whether what is new is given, too
	 */
	@Transactional
	void follow(AccountId accountId, ProviderId providerId, MappedPerson person, boolean gives) {
		this.rows.takeTurn(accountId);
		List<MappedRole> given = this.rows.of(accountId);
		Account account = this.accounts.find(accountId).orElseThrow();
		Change roles = change(ClaimMapping.Kind.ROLE, given, providerId, person.roles(), account.roles());
		Change groups = change(ClaimMapping.Kind.GROUP, given, providerId, person.groups(), account.groups());
		change(accountId, providerId, gives ? roles : roles.takingOnly(), gives ? groups : groups.takingOnly());
	}

	/** What a provider gave rests on the link. */
	@EventListener
	@Transactional
	void on(LinkRemoved event) {
		boolean another = this.links.of(event.accountId())
			.stream()
			.anyMatch((link) -> link.removedAt() == null && link.providerId().equals(event.providerId())
					&& !link.id().equals(event.linkId()));
		if (!another) {
			follow(event.accountId(), event.providerId(), MappedPerson.NOBODY, false);
		}
	}

	private void change(AccountId accountId, ProviderId providerId, Change roles, Change groups) {
		if (!roles.isEmpty()) {
			Set<String> kept = this.roleChanges.change(accountId, roles.give(), roles.take());
			this.rows.add(accountId, providerId, ClaimMapping.Kind.ROLE, roles.note());
			this.rows.delete(accountId, providerId, ClaimMapping.Kind.ROLE, without(roles.forget(), kept));
		}
		if (!groups.isEmpty()) {
			this.groups.change(accountId, names(groups.give()), names(groups.take()));
			this.rows.add(accountId, providerId, ClaimMapping.Kind.GROUP, groups.note());
			this.rows.delete(accountId, providerId, ClaimMapping.Kind.GROUP, groups.forget());
		}
	}

	/**
	 * What must be done about one kind.
	 * @param held what the account has, whoever gave it
	 */
	private static Change change(ClaimMapping.Kind kind, List<MappedRole> given, ProviderId providerId,
			Set<String> wanted, Set<String> held) {
		List<MappedRole> ofKind = given.stream().filter((each) -> each.kind() == kind).toList();
		Set<String> own = names(ofKind, true, providerId);
		Set<String> others = names(ofKind, false, providerId);
		Set<String> give = without(wanted, held);
		// What others say too is theirs as well as ours; what was given by hand is not
		Set<String> note = set(wanted);
		note.removeIf((name) -> own.contains(name) || (!give.contains(name) && !others.contains(name)));
		Set<String> forget = without(own, wanted);
		return new Change(give, without(forget, others), note, forget);
	}

	private static Set<String> names(List<MappedRole> given, boolean own, ProviderId providerId) {
		return set(given.stream()
			.filter((each) -> each.providerId().equals(providerId) == own)
			.map(MappedRole::name)
			.collect(Collectors.toCollection(HashSet::new)));
	}

	private static Set<String> without(Collection<String> names, Collection<String> others) {
		Set<String> left = set(names);
		others.forEach(left::remove);
		return left;
	}

	/** Roles are in capital letters, and of groups the case does not matter. */
	private static Set<String> set(Collection<String> names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(names);
		return set;
	}

	private static List<GroupName> names(Set<String> groups) {
		return groups.stream().map(GroupName::new).toList();
	}

	/**
	 * What is to be done.
	 *
	 * @param give what the account gets
	 * @param take what it loses
	 * @param note what is written down as the provider's
	 * @param forget what is the provider's no more
	 */
	private record Change(Set<String> give, Set<String> take, Set<String> note, Set<String> forget) {

		Change takingOnly() {
			return new Change(Set.of(), this.take, Set.of(), this.forget);
		}

		boolean isEmpty() {
			return this.note.isEmpty() && this.forget.isEmpty() && this.give.isEmpty();
		}

	}

}
