package dev.signet.signin.factor;

import java.time.Clock;
import java.util.List;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.credential.Authenticators;
import dev.signet.credential.TestAuthenticator;
import dev.signet.flow.Actors;
import dev.signet.passkey.TestPasskey;
import dev.signet.session.Device;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds also when somebody adds a second factor between the question of a page and
 * its answer.
 */
@SignetTest
class SecondFactorsTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private SecondFactors secondFactors;

	@Autowired
	private Authenticators authenticators;

	@Autowired
	private Sessions sessions;

	@Autowired
	private Clock clock;

	@Test
	void setUpWhenPersonHasAPasskeyByNowThenNoAppIsAdded() {
		SignedInAccount person = signedIn();
		AuthenticatorSecret secret = this.authenticators.propose();
		TestAuthenticator phone = TestAuthenticator.typed(secret.text(), this.beans);
		TestPasskey.of(person.accountId(), this.beans);
		assertThat(this.secondFactors.setUp(person, secret, phone.shown())).isFalse();
		assertThat(this.authenticators.of(person.accountId())).isEmpty();
	}

	@Test
	void setUpWhenPersonHasAnAppByNowThenThatOneStays() {
		SignedInAccount person = signedIn();
		AuthenticatorSecret first = this.authenticators.propose();
		TestAuthenticator phone = TestAuthenticator.typed(first.text(), this.beans);
		assertThat(this.secondFactors.setUp(person, first, phone.shown())).isTrue();
		AuthenticatorSecret second = this.authenticators.propose();
		TestAuthenticator other = TestAuthenticator.typed(second.text(), this.beans);
		assertThat(this.secondFactors.setUp(person, second, other.shown())).isFalse();
		assertThat(this.authenticators.use(person.accountId(), phone.next())).isTrue();
	}

	private SignedInAccount signedIn() {
		Account person = this.actors.person("USER");
		Factor password = new Factor(Factor.Method.PASSWORD, this.clock.instant());
		return new SignedInAccount(person.id(),
				this.sessions.open(person.generation(), List.of(password), false, new Device(null, null))
					.orElseThrow()
					.sessionId(),
				person.username(), person.roles(), List.of(password));
	}

}
