package dev.signet.flow;

import java.time.Duration;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.passkey.TestPasskey;
import dev.signet.session.LiveSession;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client for which a session must be fresher than the server demands.
 */
@SignetTest
class ClientSessionFlowTests {

	private static final Duration IDLE = Duration.ofMinutes(5);

	private static final Duration MAX_AGE = Duration.ofHours(1);

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Sessions sessions;

	@Autowired
	private MutableClock clock;

	private Account person;

	private Browser browser;

	private RelyingParty usual;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.browser = this.actors.signedIn(this.person);
		this.usual = this.actors.app(TestClients.confidential().firstParty());
	}

	@Test
	void authorizeWhenSessionWasLeftAloneForTooLongThenSignsInAgainOnce() {
		RelyingParty strict = strict(IDLE, null);
		this.clock.advance(IDLE.minusSeconds(30));
		assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
		this.clock.advance(IDLE.plusSeconds(1));
		assertThat(strict.authorize(this.browser, strict.request(Map.of("prompt", "none"))).answer())
			.containsEntry("error", "login_required");
		Page signIn = strict.authorize(this.browser, strict.request());
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.usual.authorize(this.browser, this.usual.request()).answer()).as("others do not mind")
			.containsKey("code");
		assertThat(strict.authorize(this.browser, strict.request()).address().getPath())
			.as("coming back often does not undo the pause")
			.isEqualTo("/signin");
		assertThat(this.actors.signIn(this.browser, signIn, this.person).answer()).containsKey("code");
		this.clock.advance(Duration.ofMinutes(4));
		assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenSignedInAgainByPasskeyThenTheSessionIsNoLongerLeftAlone() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		RelyingParty strict = strict(IDLE, null);
		this.clock.advance(IDLE.plusSeconds(1));
		Page signIn = strict.authorize(this.browser, strict.request());
		String question = signIn.document().selectFirst("form[data-passkey]").attr("data-question");
		assertThat(this.browser.submit(signIn, Map.of("passkey", passkey.answer(question))).answer())
			.containsKey("code");
		assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenSessionIsInUseThenNotAskedHoweverOldItIs() {
		RelyingParty strict = strict(IDLE, null);
		for (int i = 0; i < 10; i++) {
			this.clock.advance(Duration.ofMinutes(4));
			Session session = this.sessions.of(this.person.id()).get(0);
			this.sessions.touch(new LiveSession(session.id(), session.lastSeenAt()));
		}
		assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenSignInIsTooLongAgoThenSignsInAgainWhateverTheRequestSays() {
		RelyingParty strict = strict(null, MAX_AGE);
		for (int i = 0; i < 3; i++) {
			this.clock.advance(Duration.ofMinutes(19));
			assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
		}
		this.clock.advance(Duration.ofMinutes(3));
		assertThat(strict.authorize(this.browser, strict.request(Map.of("prompt", "none", "max_age", "7200"))).answer())
			.containsEntry("error", "login_required");
		Page signIn = strict.authorize(this.browser, strict.request());
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.actors.signIn(this.browser, signIn, this.person).answer()).containsKey("code");
		assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
		assertThat(strict.authorize(this.browser, strict.request(Map.of("max_age", "0"))).address().getPath())
			.as("a request can ask for more")
			.isEqualTo("/signin");
	}

	private RelyingParty strict(Duration idle, Duration maxAge) {
		return this.actors.app(TestClients.confidential().firstParty().session(idle, maxAge));
	}

}
