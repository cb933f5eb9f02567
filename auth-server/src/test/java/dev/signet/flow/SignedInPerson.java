package dev.signet.flow;

import dev.signet.account.Account;
import org.junit.jupiter.api.BeforeEach;

/**
 * Somebody new who is signed in.
 */
abstract class SignedInPerson extends Flow {

	Account person;

	Browser browser;

	@BeforeEach
	void signIn() {
		this.person = somebody();
		this.browser = this.actors.signedIn(this.person);
	}

	Account somebody() {
		return this.actors.person("USER");
	}

}
