package dev.signet.credential;

import dev.signet.account.AccountReclaimed;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes away what opened an account before its owner came, in the transaction in which
 * they came.
 */
@Component
class CredentialEndings {

	private final PostgresPasswords passwords;

	private final Authenticators authenticators;

	private final RecoveryCodes recoveryCodes;

	CredentialEndings(PostgresPasswords passwords, Authenticators authenticators, RecoveryCodes recoveryCodes) {
		this.passwords = passwords;
		this.authenticators = authenticators;
		this.recoveryCodes = recoveryCodes;
	}

	@EventListener
	void on(AccountReclaimed event) {
		this.passwords.delete(event.accountId());
		this.authenticators.remove(event.accountId());
		this.recoveryCodes.remove(event.accountId());
	}

}
