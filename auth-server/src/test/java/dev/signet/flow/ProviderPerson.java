package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.federation.link.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Somebody who has an account at a provider, and comes to sign in here.
 */
abstract class ProviderPerson extends Flow {

	@Autowired
	Links links;

	final String subject = UUID.randomUUID().toString().substring(0, 8);

	final String email = this.subject + "@people.example";

	RelyingParty app;

	TestProvider upstream;

	Browser browser;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app();
		this.upstream = TestProvider.start(this.beans, this.app);
		this.browser = this.actors.browser();
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	/** Signs in over there as somebody, on the way from the app. */
	Page arrive(Map<String, Object> person) {
		return this.upstream.signIn(this.browser, this.app.authorize(this.browser, this.app.request()), person);
	}

	/** Arrives with an address that is taken here, and proves that account. */
	Page confirm(Account owner) {
		return this.actors.signIn(this.browser, this.browser.open(signIn(arrive(somebody()))), owner);
	}

	/** Where the page that asks for a proof leads. */
	static String signIn(Page prove) {
		return prove.document().select("#sign-in").attr("href");
	}

	Map<String, Object> somebody() {
		return TestProvider.person(this.subject, this.email);
	}

	/** Whose address here is the one over there. */
	Account verified() {
		return verified(this.email);
	}

	Account verified(String address) {
		Account person = this.actors.person("USER");
		this.accounts.changeEmail(person.id(), new EmailAddress(address), false);
		return this.accounts.find(person.id()).orElseThrow();
	}

}
