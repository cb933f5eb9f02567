package dev.signet.account;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * All groups and who belongs to them. A group is a name that apps give a meaning to; to
 * this server it means nothing. What groups somebody is in, the account says.
 */
@Repository
public class Groups {

	private final PostgresGroups stored;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Groups(PostgresGroups stored, ApplicationEventPublisher events, Clock clock) {
		this.stored = stored;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Puts an account into these groups and no others, and publishes
	 * {@link GroupsChanged} when that changes anything. Groups that do not exist are
	 * made. Joins the caller's transaction.
	 */
	@Transactional
	public void assign(AccountId accountId, Collection<GroupName> groups) {
		List<String> names = names(groups);
		this.stored.make(names, this.clock.instant());
		announce(accountId, this.stored.join(accountId, names), this.stored.leaveOthers(accountId, names));
	}

	/**
	 * Puts an account into some groups and out of others, and publishes
	 * {@link GroupsChanged} when that changes anything. Groups that do not exist are
	 * made. Joins the caller's transaction.
	 */
	@Transactional
	public void change(AccountId accountId, Collection<GroupName> in, Collection<GroupName> out) {
		List<String> names = names(in);
		this.stored.make(names, this.clock.instant());
		announce(accountId, this.stored.join(accountId, names), this.stored.leave(accountId, names(out)));
	}

	private void announce(AccountId accountId, List<String> joined, List<String> left) {
		if (!joined.isEmpty() || !left.isEmpty()) {
			this.stored.noteChange(accountId, this.clock.instant());
			this.events.publishEvent(new GroupsChanged(accountId, joined, left));
		}
	}

	private static List<String> names(Collection<GroupName> groups) {
		return groups.stream().map(GroupName::value).distinct().sorted().toList();
	}

}
