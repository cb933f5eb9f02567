package dev.signet.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.GroupName;
import dev.signet.account.Roles;
import dev.signet.account.Username;
import dev.signet.account.UsernameRules;
import dev.signet.credential.PasswordOwner;
import dev.signet.credential.PasswordRules;
import dev.signet.registration.AccountProperties.DeclaredAccount;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What a declared person must be like. The rules are those for people who register, in
 * the same words; names reserved for the operator are free here.
 */
@Component
class DeclaredAccountRules {

	private final Accounts accounts;

	private final UsernameRules usernameRules;

	private final PasswordRules passwordRules;

	private final MessageSource messages;

	DeclaredAccountRules(Accounts accounts, UsernameRules usernameRules, PasswordRules passwordRules,
			MessageSource messages) {
		this.accounts = accounts;
		this.usernameRules = usernameRules;
		this.passwordRules = passwordRules;
		this.messages = messages;
	}

	/** All that is wrong, empty when the person may be made or brought in line. */
	List<DeclarationProblem> check(DeclaredAccount declared) {
		List<DeclarationProblem> problems = new ArrayList<>();
		boolean known = known(declared);
		if (!known) {
			this.usernameRules.check(declared.username())
				.ifPresent((found) -> problems.add(problem("username", found.messageKey(), found.values().toArray())));
		}
		if (EmailAddress.parse(declared.email()).isEmpty()) {
			problems.add(problem("email", "account.email.form"));
		}
		if (declared.phoneNumber() != null && declared.newPhoneNumber().isEmpty()) {
			problems.add(problem("phone-number", "account.phone.form"));
		}
		declared.newProfile()
			.problems()
			.forEach((found) -> problems.add(problem(found.claim().replace('_', '-'), found.messageKey())));
		checkNames(declared, problems);
		if (problems.isEmpty() && !known) {
			checkNew(declared, problems);
			if (known(declared)) {
				// Another server that starts at the same time made them meanwhile
				problems.clear();
			}
		}
		return problems;
	}

	private boolean known(DeclaredAccount declared) {
		return this.accounts.findByLogin(declared.username()).isPresent();
	}

	private void checkNames(DeclaredAccount declared, List<DeclarationProblem> problems) {
		for (int i = 0; i < declared.roles().size(); i++) {
			if (!Roles.wellFormed(declared.roles().get(i))) {
				problems.add(problem("roles[%d]".formatted(i), "account.role.form"));
			}
		}
		for (int i = 0; i < declared.groups().size(); i++) {
			if (GroupName.parse(declared.groups().get(i)).isEmpty()) {
				problems.add(problem("groups[%d]".formatted(i), "account.group.form"));
			}
		}
	}

	/** What matters only while the account does not exist. */
	private void checkNew(DeclaredAccount declared, List<DeclarationProblem> problems) {
		if (!this.accounts.free(new Username(declared.username().strip()))) {
			problems.add(problem("username", "account.username.taken"));
		}
		if (this.accounts.findByLogin(declared.email()).isPresent()) {
			problems.add(problem("email", "account.email.in-use"));
		}
		DeclaredPassword password = new DeclaredPassword(declared);
		password.problem().ifPresentOrElse(problems::add, () -> {
			PasswordOwner owner = owner(declared);
			this.passwordRules.check(password.value(), owner)
				.forEach((found) -> problems.add(problem(password.field(), found.messageKey(), owner.minLength())));
		});
	}

	private PasswordOwner owner(DeclaredAccount declared) {
		String[] words = Stream
			.of(declared.username(), declared.email(), declared.givenName(), declared.middleName(),
					declared.familyName(), declared.nickname())
			.filter(Objects::nonNull)
			.toArray(String[]::new);
		return this.passwordRules.newcomer(declared.roles(), declared.groups(), words);
	}

	private DeclarationProblem problem(String field, String messageKey, Object... values) {
		return new DeclarationProblem(field, this.messages.getMessage(messageKey, values, Locale.ROOT));
	}

}
