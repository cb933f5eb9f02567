package dev.signet.account;

import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Those who run this server, and the order in which accounts are locked: first all
 * administrators who may sign in, in order of id; then the one account that changes; then
 * what hangs on it, such as proofs, links and sessions; and grants after the sessions in
 * which they were given. Everybody keeps to it, so two who are at it at once cannot block
 * each other.
 * <p>
 * Whoever may make the administrators fewer begins with them: who locks, disables,
 * suspends or deletes an account, takes roles by a rule, ends or adds a link by which
 * roles are taken, or opens an account again that a listener may suspend. Whether the
 * account is one of them does not matter, since it may be after the wait. Who does
 * nothing of the kind begins with {@link Accounts#hold}, and locks no other account: else
 * anybody could make all administrators wait as often as they like. So does the
 * configuration, which takes roles without asking who is left. Who takes an address away
 * that another account only claims, locks that one last ({@link ClaimedAddresses}), and
 * before it either the administrators or no account that was there already.
 * <p>
 * One thing falls short of that: a sign-in by a provider or a directory holds them only
 * if the role was there before the wait, or all sign-ins would wait for each other. If it
 * is given in the wait and must go at once, one of two who block each other is ended by
 * the database, and signs in again.
 */
@Component
public class Administrators {

	private static final String ENABLED = """
			select id from accounts a where disabled_at is null
			  and exists (select from account_roles r where r.account_id = a.id and r.role = :role)
			order by id""";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	Administrators(JdbcClient jdbc, Accounts accounts) {
		this.jdbc = jdbc;
		this.accounts = accounts;
	}

	/** Keeps others from all administrators until the transaction ends. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void hold() {
		enabled(" for no key update");
	}

	/**
	 * Keeps others from all administrators, and then from an account, until the
	 * transaction ends.
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void hold(AccountId id) throws NoSuchAccount {
		hold();
		this.accounts.hold(id);
	}

	/** Whether this is the only one; others are kept from them as by {@link #hold()}. */
	boolean lastIs(AccountId id) {
		return held().equals(Set.of(id.value()));
	}

	/**
	 * Whether there is nobody else, also when this one may not sign in; others are kept
	 * from them as by {@link #hold()}.
	 */
	boolean noneBeside(AccountId id) {
		return Set.of(id.value()).containsAll(held());
	}

	private Set<UUID> held() {
		enabled(" for no key update");
		// Whoever was waited for may have given and taken the role, which a statement
		// begun before does not see
		return enabled("");
	}

	private Set<UUID> enabled(String lock) {
		return this.jdbc.sql(ENABLED + lock).param("role", Roles.ADMIN).query(UUID.class).set();
	}

}
