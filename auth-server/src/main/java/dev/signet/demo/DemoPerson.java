package dev.signet.demo;

import java.util.List;

import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.signin.page.SignInHints;

/**
 * One of the people of the demonstration.
 */
record DemoPerson(String username, String givenName, String familyName, String password, List<String> roles) {

	NewAccount newAccount() {
		return NewAccount.of(new Username(this.username), new EmailAddress(this.username + "@demo.example"))
			.verified()
			.named(this.givenName, this.familyName)
			.holding(this.roles.toArray(String[]::new));
	}

	SignInHints.Person hint() {
		return new SignInHints.Person(this.username, this.password, String.join(", ", this.roles));
	}

}
