package dev.signet.flow;

import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Somebody with an app and a browser, who has passkeys or gets some.
 */
@SignetTest
abstract class PasskeyPerson {

	static final String SESSION = "signet-session";

	/** Set in the environment of the tests: its holders need a second factor. */
	static final String CAREFUL = "CAREFUL";

	@Autowired
	BeanFactory beans;

	@Autowired
	Actors actors;

	@Autowired
	MutableClock clock;

	@Autowired
	Passkeys passkeys;

	Account person;

	RelyingParty app;

	Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.actors.consented(this.person, this.app);
		this.browser = this.actors.browser();
	}

	Page answer(Page page, TestPasskey passkey) {
		return this.browser.submit(page, Map.of("passkey", passkey.answer(question(page))));
	}

	static String question(Page page) {
		return page.document().selectFirst("form[data-passkey]").attr("data-question");
	}

	Map<String, Object> idToken(Page page) {
		return RelyingParty.claims(this.app.redeem(page.answer().get("code")).idToken());
	}

}
