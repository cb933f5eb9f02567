package dev.signet.flow;

import java.util.Map;

import dev.signet.SecondNode;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.credential.Authenticators;
import dev.signet.credential.TestAuthenticator;
import dev.signet.signin.factor.SecondFactors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator may set otherwise than it is for all other tests: one more node, which
 * has all of it, since none of these settings touches another one.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherSettingsFlowTests {

	private static final String SECURITY = "/account/security";

	private static final String AUTHENTICATOR = "/account/security/authenticator";

	private static final String PASSKEY = "/account/security/passkeys/add";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private SecondNode node;

	@BeforeAll
	void start() {
		this.node = SecondNode.beside(this.beans, "--signet.signin.second-factor.mode=off",
				"--signet.client.registration.mode=open");
		this.node.beans().getBean(ThreadPoolTaskScheduler.class).stop();
	}

	@AfterAll
	void stop() {
		this.node.close();
	}

	@Test
	void securityWhenSecondFactorsAreOffThenNoneCanBeSetUp() {
		Account person = this.actors.person("USER");
		Guest guest = new Guest(this.node);
		assertThat(signIn(guest, person).address().getPath()).isEqualTo("/account");
		Document overview = guest.open(SECURITY).document();
		assertThat(overview.select("a[href=" + AUTHENTICATOR + "], a[href=" + PASSKEY + "]")).isEmpty();
		assertThat(guest.open(AUTHENTICATOR).address().getPath()).isEqualTo(SECURITY);
		assertThat(guest.open(PASSKEY).address().getPath()).isEqualTo(SECURITY);
		// A form that was opened before the operator switched it off
		Page form = this.actors.signedIn(person).open(AUTHENTICATOR);
		TestAuthenticator phone = TestAuthenticator.typed(form.document().selectFirst("#secret").text(), this.beans);
		Page page = guest.open(SECURITY);
		assertThat(guest
			.post(page, AUTHENTICATOR,
					Map.of("sealed", form.document().selectFirst("input[name=sealed]").val(), "code", phone.shown()))
			.address()
			.getPath()).isEqualTo(SECURITY);
		assertThat(guest.post(page, PASSKEY, Map.of("passkey", "{}")).address().getPath()).isEqualTo(SECURITY);
		assertThat(this.beans.getBean(SecondFactors.class).existFor(person.id())).isFalse();
	}

	@Test
	void signInWhenSecondFactorsAreOffThenWhoHasOneIsStillAskedForIt() {
		Account person = this.actors.person("USER");
		TestAuthenticator phone = TestAuthenticator.of(person.id(), this.beans);
		Guest guest = new Guest(this.node);
		Page second = signIn(guest, person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(guest.submit(second, Map.of("code", phone.wrong())).address().getPath()).isEqualTo("/signin/second");
		assertThat(guest.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.beans.getBean(Authenticators.class).of(person.id())).isPresent();
	}

	/** RFC 7591 §3: without an initial access token. */
	@Test
	void registerWhenOpenThenNoTokenIsNeededAndTheClientIsAsAnyThatRegisteredItself() {
		RegistrationCalls there = new RegistrationCalls(this.beans).at(this.node.address());
		RelyingParty.Answer registered = there.post(null, RegistrationCalls.metadata());
		assertThat(registered.status()).as(registered.response().body()).isEqualTo(201);
		assertThat(there.read(registered).json()).containsEntry("client_id", registered.text("client_id"))
			.containsEntry("client_name", "Registered app");
		Client client = this.beans.getBean(Clients.class).findByClientId(registered.text("client_id")).orElseThrow();
		assertThat(client.selfRegistered()).isTrue();
		assertThat(client.firstParty()).isFalse();
		assertThat(new RegistrationCalls(this.beans).post(null, RegistrationCalls.metadata()).status())
			.as("where a token is needed")
			.isEqualTo(401);
	}

	private static Page signIn(Guest guest, Account person) {
		return guest.submit(guest.open("/signin"), Map.of("login", person.username(), "password", Actors.PASSWORD));
	}

}
