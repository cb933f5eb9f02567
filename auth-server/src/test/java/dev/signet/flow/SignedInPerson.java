package dev.signet.flow;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Somebody new who is signed in.
 */
@SignetTest
abstract class SignedInPerson {

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
	void signIn() {
		this.person = somebody();
		this.browser = this.actors.signedIn(this.person);
	}

	Account somebody() {
		return this.actors.person("USER");
	}

}
