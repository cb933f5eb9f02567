package dev.signet.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.database.Columns;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Roles that are given and taken by a rule, while no administrator looks. The last
 * administrator stays one.
 */
@Component
public class RoleChanges {

	private final Accounts accounts;

	private final Administrators administrators;

	private final Clock clock;

	RoleChanges(Accounts accounts, Administrators administrators, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.clock = clock;
	}

	/**
	 * Gives some roles and takes others, and publishes {@link RolesChanged} for each that
	 * this changes. Joins the caller's transaction; several at once for an account wait
	 * for each other. Whoever holds the account already, and may take the role of
	 * administrators from it, holds {@link Administrators} too.
	 * @return the roles of {@code taken} that had to stay
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional
	public Set<String> change(AccountId accountId, Set<String> given, Set<String> taken) throws NoSuchAccount {
		Set<String> going = new TreeSet<>(taken);
		if (going.contains(Roles.ADMIN) && this.administrators.noneBeside(accountId)) {
			going.remove(Roles.ADMIN);
		}
		this.accounts.hold(accountId);
		Instant now = Columns.now(this.clock);
		this.accounts.update(accountId, (account) -> {
			given.stream().sorted().forEach((role) -> account.giveRole(role, now));
			going.forEach((role) -> account.takeRole(role, now));
		});
		return (going.size() == taken.size()) ? Set.of() : Set.of(Roles.ADMIN);
	}

}
