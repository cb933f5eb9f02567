package dev.signet.demo;

import java.util.List;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Roles;
import dev.signet.credential.Passwords;
import dev.signet.signin.page.SignInHints;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the three demo people at the start when they are missing, and shows them on the
 * sign-in page. People who exist keep what was changed about them, except that the
 * password shown is always theirs.
 */
@Component
@Profile("demo")
@Order(1)
class DemoPeople implements ApplicationRunner, SignInHints {

	private static final List<DemoPerson> ALL = List.of(
			new DemoPerson("alice", "Alice", "Liddell", "alice-in-wonderland", List.of(Roles.USER, Roles.ADMIN)),
			new DemoPerson("bruno", "Bruno", "Velocci", "bruno-likes-bicycles", List.of(Roles.USER)),
			new DemoPerson("carol", "Carol", "Bell", "carol-of-the-bells", List.of()));

	private final Accounts accounts;

	private final Passwords passwords;

	DemoPeople(Accounts accounts, Passwords passwords) {
		this.accounts = accounts;
		this.passwords = passwords;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		ALL.forEach(this::ensure);
	}

	@Override
	public List<Person> people() {
		return ALL.stream().map(DemoPerson::hint).toList();
	}

	private void ensure(DemoPerson person) {
		AccountId accountId = this.accounts.findByLogin(person.username()).orElseGet(() -> register(person)).id();
		if (!this.passwords.matches(accountId, person.password())) {
			this.passwords.set(accountId, person.password());
		}
	}

	private Account register(DemoPerson person) {
		return this.accounts.register(person.newAccount());
	}

}
