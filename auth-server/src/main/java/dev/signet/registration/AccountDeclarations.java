package dev.signet.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Groups;
import dev.signet.account.Username;
import dev.signet.account.UsernameTaken;
import dev.signet.credential.Passwords;
import dev.signet.registration.AccountProperties.DeclaredAccount;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Makes the people whom the configuration declares, before the first request is served.
 * Address and password are theirs from then on; profile, telephone number, roles and
 * groups are brought in line at each start. One wrong value stops the start before
 * anybody is changed.
 */
@Component
final class AccountDeclarations implements SmartInitializingSingleton {

	private static final int TRIES = 5;

	private final AccountProperties properties;

	private final DeclaredAccountRules rules;

	private final Accounts accounts;

	private final Groups groups;

	private final SignUp signUp;

	private final Passwords passwords;

	private final Clock clock;

	AccountDeclarations(AccountProperties properties, DeclaredAccountRules rules, Accounts accounts, Groups groups,
			SignUp signUp, Passwords passwords, Clock clock) {
		this.properties = properties;
		this.rules = rules;
		this.accounts = accounts;
		this.groups = groups;
		this.signUp = signUp;
		this.passwords = passwords;
		this.clock = clock;
	}

	@Override
	public void afterSingletonsInstantiated() {
		apply(this.properties);
	}

	/**
	 * Applies a declaration; it can be repeated at will.
	 * @throws AccountDeclarationRefused when something in it breaks rules; then nothing
	 * is changed
	 */
	void apply(AccountProperties declaration) {
		List<DeclarationProblem> problems = problems(declaration.declared());
		if (!problems.isEmpty()) {
			throw new AccountDeclarationRefused(problems);
		}
		declaration.declared().forEach(this::apply);
	}

	private List<DeclarationProblem> problems(List<DeclaredAccount> declared) {
		List<DeclarationProblem> problems = new ArrayList<>();
		Set<String> usernames = new HashSet<>();
		Set<String> emails = new HashSet<>();
		for (int i = 0; i < declared.size(); i++) {
			String prefix = "signet.account.declared[%d].".formatted(i);
			DeclaredAccount account = declared.get(i);
			this.rules.check(account).forEach((problem) -> problems.add(problem.in(prefix)));
			if (!usernames.add(Username.parse(account.username()).map(Username::skeleton).orElse(account.username()))) {
				problems.add(new DeclarationProblem(prefix + "username", "Declare a person once."));
			}
			if (!emails.add(account.email().toLowerCase(Locale.ROOT))) {
				problems.add(new DeclarationProblem(prefix + "email", "Give an address to one person."));
			}
		}
		return problems;
	}

	/**
	 * Another server that starts at the same time may be faster. Then this one looks
	 * again, and mostly finds everything done.
	 */
	private void apply(DeclaredAccount declared) {
		for (int tries = 1;; tries++) {
			try {
				bringInLine(declared);
				return;
			}
			catch (UsernameTaken | OptimisticLockingFailureException ex) {
				if (tries == TRIES) {
					throw ex;
				}
			}
		}
	}

	private void bringInLine(DeclaredAccount declared) {
		AccountId id = this.accounts.findByLogin(declared.username()).orElseGet(() -> make(declared)).id();
		this.accounts.update(id, (account) -> bringInLine(account, declared, this.clock.instant()));
		this.groups.assign(id, declared.groupNames());
	}

	private Account make(DeclaredAccount declared) {
		String password = new DeclaredPassword(declared).value();
		return this.signUp.signUp(declared.newAccount(), this.passwords.hash(password));
	}

	private static void bringInLine(Account account, DeclaredAccount declared, Instant now) {
		account.changeProfile(declared.newProfile(), now);
		account.changePhoneNumber(declared.newPhoneNumber().orElse(null), declared.phoneNumberVerified(), now);
		declared.roles().forEach((role) -> account.giveRole(role, now));
		account.roles()
			.stream()
			.filter((role) -> !declared.roles().contains(role))
			.forEach((role) -> account.takeRole(role, now));
	}

}
