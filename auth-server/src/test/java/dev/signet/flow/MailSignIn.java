package dev.signet.flow;

import java.util.Map;

import dev.signet.account.Account;
import org.junit.jupiter.api.BeforeEach;

/**
 * Somebody with a mailbox that is known, who comes to sign in by it.
 */
abstract class MailSignIn extends Flow {

	Account person;

	Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER");
		this.browser = this.actors.browser();
	}

	Page ask(String login) {
		return this.browser.submit(this.browser.open("/signin"), Map.of("from", "signin", "login", login));
	}

	Page ask(Page signIn) {
		return this.browser.submit(signIn, Map.of("from", "signin", "login", this.person.username()));
	}

}
