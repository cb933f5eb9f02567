package dev.signet.registration;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.account.UsernameRules;
import dev.signet.credential.PasswordOwner;
import dev.signet.credential.PasswordRules;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/**
 * What a new person may be called and which password they may choose. Adds at most one
 * kind of problem to a field, in words that say what to do.
 */
@Component
class PersonFormRules {

	private final UsernameRules usernameRules;

	private final PasswordRules passwordRules;

	PersonFormRules(UsernameRules usernameRules, PasswordRules passwordRules) {
		this.usernameRules = usernameRules;
		this.passwordRules = passwordRules;
	}

	/**
	 * Checks what was typed, after bean validation.
	 * @param roles what the person will hold
	 * @return the person, or empty when any field has an error, whoever found it
	 */
	Optional<NewAccount> check(PersonForm form, String password, Set<String> roles, Errors errors) {
		this.usernameRules.check(form.getUsername())
			.ifPresent((problem) -> reject(errors, "username", problem.messageKey(), problem.values().toArray()));
		Optional<EmailAddress> address = EmailAddress.parse(form.getEmail());
		if (address.isEmpty()) {
			reject(errors, "email", "account.email.form");
		}
		if (!errors.hasFieldErrors("password")) {
			PasswordOwner owner = this.passwordRules.newcomer(roles, List.of(), form.getUsername(), form.getEmail());
			this.passwordRules.check(password, owner, errors, "password");
		}
		return errors.hasErrors() ? Optional.empty()
				: Optional.of(NewAccount.of(new Username(form.getUsername().strip()), address.orElseThrow()));
	}

	/**
	 * How many characters the password of somebody must have who will hold these roles.
	 */
	int minLength(Set<String> roles) {
		return this.passwordRules.newcomer(roles, List.of()).minLength();
	}

	private static void reject(Errors errors, String field, String messageKey, Object... values) {
		if (!errors.hasFieldErrors(field)) {
			errors.rejectValue(field, messageKey, values, null);
		}
	}

}
