package dev.signet.registration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.signet.account.Accounts;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.NewAccount;
import dev.signet.account.UsernameTaken;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.proof.Asker;
import dev.signet.proof.Asks;
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

	private final Accounts accounts;

	private final Passwords passwords;

	private final Asks asks;

	PersonSubmission(PersonFormRules rules, Accounts accounts, Passwords passwords, Asks asks) {
		this.rules = rules;
		this.accounts = accounts;
		this.passwords = passwords;
		this.asks = asks;
	}

	/**
	 * Checks the form, hashes the password and stores what came of it. Whose name is
	 * taken, which does not count, and who asks too often are turned away before: to hash
	 * costs more than all else.
	 * @param roles what the person will hold, which says how long a password has to be
	 * @param askers who may sign somebody up only so often, none if nobody is counted
	 * @param storing does so in one transaction
	 * @return what was stored, such as the account, or empty when the errors say why
	 * there is none
	 */
	<T> Optional<T> submit(PersonForm form, Set<String> roles, BindingResult errors, HttpServletResponse response,
			Function<NewAccount, List<Asker>> askers, BiFunction<NewAccount, PasswordHash, T> storing) {
		String password = form.takePassword();
		return this.rules.check(form, password, roles, errors)
			.flatMap((person) -> store(person, password, errors, response, askers.apply(person), storing));
	}

	/**
	 * How many characters the password of somebody must have who will hold these roles.
	 */
	int minLength(Set<String> roles) {
		return this.rules.minLength(roles);
	}

	private <T> Optional<T> store(NewAccount person, String password, BindingResult errors,
			HttpServletResponse response, List<Asker> askers, BiFunction<NewAccount, PasswordHash, T> storing) {
		try {
			if (!this.accounts.free(person.username())) {
				throw new UsernameTaken();
			}
			count(askers);
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
			this.asks.forgive(askers);
			errors.rejectValue("password", "credential.busy");
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
		}
		return Optional.empty();
	}

	private void count(List<Asker> askers) {
		if (askers.isEmpty()) {
			return;
		}
		this.asks.count(askers).refused().ifPresent((asker) -> {
			throw new TooManySignUps(asker.what(), this.asks.wait(asker));
		});
	}

}
