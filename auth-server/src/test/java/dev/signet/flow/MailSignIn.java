package dev.signet.flow;

import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Somebody with a mailbox that is known, who comes to sign in by it.
 */
@SignetTest
abstract class MailSignIn {

	@Autowired
	BeanFactory beans;

	@Autowired
	Actors actors;

	@Autowired
	Accounts accounts;

	@Autowired
	MutableClock clock;

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
