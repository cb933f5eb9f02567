package dev.signet.registration;

import java.util.Optional;
import java.util.function.BiFunction;

import dev.signet.account.Account;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.NewAccount;
import dev.signet.account.UsernameTaken;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
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
	 * Checks the form, hashes the password and makes the account.
	 * @param storing makes the account in one transaction
	 * @return the account, or empty when the errors say why there is none
	 */
	Optional<Account> submit(PersonForm form, BindingResult errors, HttpServletResponse response,
			BiFunction<NewAccount, PasswordHash, Account> storing) {
		String password = form.takePassword();
		return this.rules.check(form, password, errors)
			.flatMap((person) -> store(person, password, errors, response, storing));
	}

	private Optional<Account> store(NewAccount person, String password, BindingResult errors,
			HttpServletResponse response, BiFunction<NewAccount, PasswordHash, Account> storing) {
		try {
			return Optional.of(storing.apply(person, this.passwords.hash(password)));
		}
		catch (UsernameTaken ex) {
			errors.rejectValue("username", "account.username.taken");
		}
		catch (EmailAddressTaken ex) {
			errors.rejectValue("email", "account.email.taken");
		}
		catch (HashingBusy ex) {
			errors.rejectValue("password", "credential.busy");
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(ex.retryAfter().toSeconds()));
		}
		return Optional.empty();
	}

}
