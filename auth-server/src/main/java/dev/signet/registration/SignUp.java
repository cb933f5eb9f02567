package dev.signet.registration;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.NewAccount;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes an account with its password: both or nothing.
 */
@Component
class SignUp {

	private final Accounts accounts;

	private final Passwords passwords;

	SignUp(Accounts accounts, Passwords passwords) {
		this.accounts = accounts;
		this.passwords = passwords;
	}

	/**
	 * Makes the account.
	 * @param password hashed before, so that no connection is held meanwhile
	 * @throws dev.signet.account.UsernameTaken when somebody was faster
	 * @throws dev.signet.account.EmailAddressTaken when somebody was faster
	 */
	@Transactional
	Account signUp(NewAccount person, PasswordHash password) {
		Account account = this.accounts.register(person);
		this.passwords.set(account.id(), password);
		return account;
	}

}
