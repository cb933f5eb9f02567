package dev.signet.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Roles that are given and taken by a rule, while no administrator looks. The last
 * administrator stays one.
 */
@Component
public class RoleChanges {

	private final Accounts accounts;

	private final PostgresDeletions rows;

	private final Clock clock;

	RoleChanges(Accounts accounts, PostgresDeletions rows, Clock clock) {
		this.accounts = accounts;
		this.rows = rows;
		this.clock = clock;
	}

	/**
	 * Keeps others from all administrators until the transaction ends. Whoever holds an
	 * account that may lose the role or be suspended calls this first, because it locks
	 * several accounts, in order: else two could block each other.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void holdAdministrators() {
		this.rows.lockEnabledWithRole(Roles.ADMIN);
	}

	/**
	 * Gives some roles and takes others, and publishes {@link RolesChanged} for each that
	 * this changes. Joins the caller's transaction; several at once for an account wait
	 * for each other.
	 * @return the roles of {@code taken} that had to stay
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional
	public Set<String> change(AccountId accountId, Set<String> given, Set<String> taken) throws NoSuchAccount {
		Set<String> going = new TreeSet<>(taken);
		// First, because it locks several accounts, in order
		if (going.contains(Roles.ADMIN)
				&& this.rows.lockEnabledWithRole(Roles.ADMIN).equals(Set.of(accountId.value()))) {
			going.remove(Roles.ADMIN);
		}
		this.accounts.hold(accountId);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		this.accounts.update(accountId, (account) -> {
			given.stream().sorted().forEach((role) -> account.giveRole(role, now));
			going.forEach((role) -> account.takeRole(role, now));
		});
		return (going.size() == taken.size()) ? Set.of() : Set.of(Roles.ADMIN);
	}

}
