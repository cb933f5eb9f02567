package dev.signet.account;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.database.Columns;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All accounts. A look-up is one SQL statement, addresses, roles and groups included, and
 * needs no transaction; what it returns is a snapshot.
 */
@Component
public class Accounts {

	private static final int MOST_REMEMBERED = 10_000;

	private final Cache<AccountId, Account> remembered = Caffeine.newBuilder()
		.maximumSize(MOST_REMEMBERED)
		.expireAfterAccess(Duration.ofMinutes(5))
		.build();

	private final PostgresAccounts stored;

	private final PostgresAccountInserts inserts;

	private final PostgresUsernames usernames;

	private final PostgresEmailChanges emailChanges;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Accounts(PostgresAccounts stored, PostgresAccountInserts inserts, PostgresUsernames usernames,
			PostgresEmailChanges emailChanges, ApplicationEventPublisher events, Clock clock) {
		this.stored = stored;
		this.inserts = inserts;
		this.usernames = usernames;
		this.emailChanges = emailChanges;
		this.events = events;
		this.clock = clock;
	}

	/** The account with this identifier, disabled ones included. */
	public Optional<Account> find(AccountId id) {
		return this.stored.find(id);
	}

	/**
	 * The account, empty when everybody was shut out of it since: for a sign-in that goes
	 * on.
	 */
	public Optional<Account> find(AccountGeneration generation) {
		return find(generation.accountId()).filter((account) -> account.generation().equals(generation));
	}

	/**
	 * All that is known of a person of whom little was just read. It is remembered; the
	 * version that was read tells whether it is still true, so no statement is needed for
	 * somebody who has not changed. Nobody may change what is returned.
	 */
	public Optional<Account> find(EnabledAccount person) {
		Account known = this.remembered.getIfPresent(person.id());
		if (known != null && known.version() == person.version()) {
			return Optional.of(known);
		}
		Optional<Account> account = find(person.id());
		account.ifPresent((read) -> this.remembered.put(person.id(), read));
		return account;
	}

	/**
	 * The account that somebody means who types this to sign in, disabled ones included.
	 * @param usernameOrEmailAddress as typed: case, blanks around it and the form of
	 * accents do not matter
	 */
	public Optional<Account> findByLogin(String usernameOrEmailAddress) {
		Optional<EmailAddress> address = EmailAddress.parse(usernameOrEmailAddress);
		if (address.isPresent()) {
			return this.stored.findByAddress(address.get().normalised());
		}
		return Username.parse(usernameOrEmailAddress).flatMap((name) -> this.stored.findByUsername(name.normalised()));
	}

	/**
	 * Whether somebody could have this name: nobody has it, in any case, nor one that can
	 * be taken for it.
	 */
	public boolean free(Username name) {
		return this.usernames.free(name);
	}

	/** Whether any account, disabled or not, holds this role. */
	public boolean anyWithRole(String role) {
		return this.stored.anyWithRole(role);
	}

	/**
	 * Makes an account and publishes {@link AccountRegistered}. The database decides who
	 * is first, also when several register at once. Joins the caller's transaction, which
	 * either exception rolls back.
	 * @return the account as stored
	 * @throws UsernameTaken when the username exists in any case, or one that can be
	 * taken for it
	 * @throws EmailAddressTaken when the address exists
	 */
	@Transactional
	public Account register(NewAccount newAccount) throws UsernameTaken, EmailAddressTaken {
		Account account = new Account(AccountId.random(), newAccount, Columns.now(this.clock));
		this.inserts.insert(account);
		this.events.publishEvent(new AccountRegistered(account.id(), account.roles()));
		if (account.awaitsApproval()) {
			this.events.publishEvent(new ApprovalAwaited(account.id()));
		}
		return account;
	}

	/**
	 * Keeps others from an account until the transaction ends: two who look at it before
	 * they change what hangs on it come one after the other.
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void hold(AccountId id) throws NoSuchAccount {
		if (!this.stored.lock(id)) {
			throw new NoSuchAccount();
		}
	}

	/**
	 * Shuts everybody out of an account who has begun to sign in and has no session yet,
	 * by its next {@linkplain AccountGeneration generation}. Whoever ends all sessions of
	 * an account does this first, in a statement before: it waits for those that are
	 * opening at this moment, which must be seen to be ended. Joins the caller's
	 * transaction; others are kept from the account until that ends.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void shutOut(AccountId id) {
		this.stored.shutOut(id);
	}

	/**
	 * Changes an account and publishes what the change meant, in one transaction.
	 * @param change calls the verbs of the account; must not look accounts up
	 * @return the account as this change left it, without what listeners did to it since
	 * @throws NoSuchAccount when there is none
	 * @throws OptimisticLockingFailureException when somebody else changed it meanwhile
	 */
	@Transactional
	public Account update(AccountId id, Consumer<Account> change) throws NoSuchAccount {
		Account account = find(id).orElseThrow(NoSuchAccount::new);
		change.accept(account);
		List<Object> news = account.takeEvents();
		if (!news.isEmpty()) {
			store(account);
			news.forEach(this.events::publishEvent);
		}
		return account;
	}

	/**
	 * Replaces the main address by one at which the person has been seen to read mail,
	 * and publishes {@link EmailChanged}. The database decides whether it is free.
	 * @param undone whether this takes an earlier change back
	 * @return whether it was done; not when the address is another account's, or this
	 * account's already
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional
	public boolean changeEmail(AccountId id, EmailAddress to, boolean undone) throws NoSuchAccount {
		Account before = find(id).orElseThrow(NoSuchAccount::new);
		if (!this.emailChanges.change(id,
				new AccountEmail(to, true, Columns.now(this.clock), Columns.now(this.clock)))) {
			return false;
		}
		this.events.publishEvent(
				new EmailChanged(id, new EmailAddress(before.emailAddress()), before.emailVerified(), to, undone));
		return true;
	}

	private void store(Account account) {
		if (!this.stored.update(account)) {
			throw new OptimisticLockingFailureException("Account " + account.id() + " was changed meanwhile");
		}
		account.wasStored();
	}

}
