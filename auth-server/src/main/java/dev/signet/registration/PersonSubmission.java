package dev.signet.registration;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import dev.signet.account.EmailAddressTaken;
import dev.signet.account.NewAccount;
import dev.signet.account.UsernameTaken;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/**
 * Turns a posted {@link PersonForm} into an account, or into errors beside its fields.
 */
@Component
class PersonSubmission {

	private final PersonFormRules rules;

	private final Passwords passwords;

	PersonSubmission(PersonFormRules rules, Passwords passwords) {
		this.rules = rules;
		this.passwords = passwords;
	}

	/**
	 * Checks the form, hashes the password and stores what came of it.
	 * @param roles what the person will hold, which says how long a password has to be
	 * @param storing does so in one transaction
	 * @return what was stored, such as the account, or empty when the errors say why
	 * there is none
	 */
	<T> Optional<T> submit(PersonForm form, Set<String> roles, BindingResult errors, HttpServletResponse response,
			BiFunction<NewAccount, PasswordHash, T> storing) {
		String password = form.takePassword();
		return this.rules.check(form, password, roles, errors)
			.flatMap((person) -> store(person, password, errors, response, storing));
	}

	/**
	 * How many characters the password of somebody must have who will hold these roles.
	 */
	int minLength(Set<String> roles) {
		return this.rules.minLength(roles);
	}

	private <T> Optional<T> store(NewAccount person, String password, BindingResult errors,
			HttpServletResponse response, BiFunction<NewAccount, PasswordHash, T> storing) {
		try {
			return Optional.of(storing.apply(person, this.passwords.hash(password)));
		}
		catch (UsernameTaken ex) {
			errors.rejectValue("username", "account.username.taken");
		}
		catch (EmailAddressTaken ex) {
			errors.rejectValue("email", "account.email.taken");
		}
		catch (TooManySignUps ex) {
			errors.rejectValue("email", ex.messageKey(), new Object[] { RetryLater.minutes(ex.retryAfter()) }, null);
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, ex.retryAfter());
		}
		catch (HashingBusy ex) {
			errors.rejectValue("password", "credential.busy");
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
		}
		return Optional.empty();
	}

}
