package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.credential.TestAuthenticator;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.passkey.TestPasskey;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.signin.factor.AuthenticatorSetUp;
import dev.signet.signin.factor.SecondFactors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who must make a second step and has set nothing up can make it by their mailbox. That
 * is enough for this server, and not what apps mean by two factors.
 */
@SignetTest
class MailedSecondStepFlowTests {

	private static final String SECOND = "/signin/second";

	private static final String SUBJECT = "Your code for the second step";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER", "CAREFUL");
		this.browser = this.actors.browser();
	}

	@Test
	void signInWhenCodeIsEnteredThenWholeAndOneFactorToApps() {
		Page first = firstStep();
		assertThat(first.address().getPath()).isEqualTo(SECOND);
		assertThat(first.document().select("#code")).as("nothing was sent yet").isEmpty();
		assertThat(codes()).isZero();
		Page enter = send(first);
		assertThat(enter.address().getPath()).isEqualTo(SECOND);
		String code = code(0);
		assertThat(this.browser.cookies()).doesNotContainKey("signet-session");
		assertThat(this.browser.submit(enter, Map.of("code", code.replace("-", ""))).address().getPath())
			.isEqualTo("/account");
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		Page answer = app.authorize(this.browser, app.request());
		assertThat(RelyingParty.claims(app.redeem(answer.answer().get("code")).idToken()))
			.containsEntry("acr", "urn:signet:acr:1fa")
			.containsEntry("amr", List.of("pwd", "otp"));
	}

	@Test
	void authorizeWhenTheAppWantsTwoFactorsThenAMailedCodeIsNone() {
		signIn();
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		Page offer = app.authorize(this.browser, app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(offer.document().select("svg.qr")).as("something better is set up").hasSize(1);
		assertThat(offer.document().select("#send")).isEmpty();
	}

	@Test
	void codeWhenWrongOftenThenTheSignInIsOver() {
		Page enter = send(firstStep());
		String code = code(0);
		for (int i = 0; i < 5; i++) {
			enter = this.browser.submit(enter, Map.of("code", ReceivedMail.wrong(code)));
			assertThat(enter.document().select("#code-error, #problem").text()).contains("wrong", "newest mail");
		}
		String csrf = csrf(this.browser);
		assertThat(this.browser.post(SECOND, Map.of("code", code, "_csrf", csrf)).status()).isEqualTo(400);
		assertThat(this.browser.cookies()).doesNotContainKey("signet-session");
	}

	@Test
	void codeWhenTenWereWrongInSeveralSignInsThenNoMoreIsLookedAtForAWhile() {
		for (int i = 0; i < 2; i++) {
			Page enter = send(firstStep());
			String code = code(i);
			for (int j = 0; j < 5; j++) {
				this.browser.submit(enter, Map.of("code", ReceivedMail.wrong(code)));
			}
			this.browser = this.actors.browser();
		}
		Page limited = this.browser.submit(send(firstStep()), Map.of("code", code(2)));
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.document().select("#code-error").text()).contains("15 minutes");
	}

	@Test
	void codeWhenOfAnotherSignInOrReplacedOrLateThenOfNoUse() {
		Page enter = send(firstStep());
		String first = code(0);
		Browser mine = this.browser;
		this.browser = this.actors.browser();
		Page enterThere = send(firstStep());
		String second = code(1);
		assertThat(this.browser.submit(enterThere, Map.of("code", first)).document().select("#code-error")).hasSize(1);
		assertThat(mine.submit(enter, Map.of("code", first)).status()).as("a newer one went out").isEqualTo(200);
		assertThat(mine.submit(enter, Map.of("code", second)).status()).isEqualTo(200);
		assertThat(mine.cookies()).doesNotContainKey("signet-session");
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(this.browser.submit(enterThere, Map.of("code", second)).status()).isEqualTo(400);
		assertThat(this.browser.cookies()).doesNotContainKey("signet-session");
	}

	@Test
	void sendWhenOftenThenThreeMailsAnHourAndSaysSo() {
		Page page = firstStep();
		for (int i = 0; i < 3; i++) {
			page = send(page);
			code(i);
		}
		Page limited = send(page);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().select("#problem").text()).contains("Too many mails");
		assertThat(this.browser.submit(limited, Map.of("code", code(2))).address().getPath()).isEqualTo("/account");
	}

	@Test
	void sendWhenTheNetworkHadTooManyThenNoneIsCountedForTheAccount() {
		Page page = firstStep();
		Asks asks = this.beans.getBean(Asks.class);
		while (asks.count(Asking.MAIL_FROM_NETWORK, "127.0.0.1")) {
			// Until there is no room
		}
		assertThat(send(page).status()).isEqualTo(429);
		assertThat(asks.before(List.of(Asker.of(Asking.SECOND_FACTOR_MAIL, this.person.id().toString())))).isEmpty();
	}

	@Test
	void sendWhenNoTryIsLeftThenOver() {
		Page enter = send(firstStep());
		String code = code(0);
		for (int i = 0; i < 5; i++) {
			this.browser.submit(enter, Map.of("code", ReceivedMail.wrong(code)));
		}
		assertThat(send(enter).status()).isEqualTo(400);
		assertThat(codes()).isOne();
	}

	/** Else the password alone would open the account for good. */
	@Test
	void setUpWhenOnlyThePasswordIsProvedThenTheCodeComesFirst() {
		String csrf = csrf(this.browser);
		firstStep();
		assertThat(this.browser.open("/signin/set-up").address().getPath()).isEqualTo(SECOND);
		assertThat(this.browser.open("/signin/second?with=set-up").document().select("svg.qr")).isEmpty();
		Map<String, String> passkey = Map.of("_csrf", csrf, "passkey", "{}");
		assertThat(this.browser.post("/signin/set-up/passkey", passkey).address().getPath()).isEqualTo(SECOND);
		AuthenticatorSetUp.View offered = this.beans.getBean(AuthenticatorSetUp.class)
			.show(this.person.id(), this.person.username(), Optional.empty());
		String code = TestAuthenticator.typed(offered.text(), this.beans).shown();
		for (String page : List.of("/signin/set-up", SECOND)) {
			this.browser.post(page, Map.of("_csrf", csrf, "sealed", offered.sealed(), "code", code));
		}
		assertThat(this.beans.getBean(SecondFactors.class).existFor(this.person.id())).isFalse();
		assertThat(this.browser.cookies()).doesNotContainKey("signet-session");
	}

	@Test
	void codeWhenSomethingBetterIsWantedThenItIsSetUpAfterwards() {
		Page enter = send(firstStep());
		Page offer = this.browser.submit(enter, Map.of("code", code(0), "then", "set-up"));
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		assertThat(offer.document().selectFirst("#later").attr("href")).isEqualTo("/account");
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		Page wrong = this.browser.submit(offer, Map.of("code", phone.wrong()));
		Page codes = this.actors.recoveryCodes(this.browser, this.browser.submit(wrong, Map.of("code", phone.shown())));
		assertThat(codes.document().select(".codes code")).hasSize(10);
		this.browser = this.actors.browser();
		assertThat(firstStep().document().select("#send")).as("mail is not enough any more").isEmpty();
		String csrf = csrf(this.browser);
		this.browser.post("/signin/second/mail", Map.of("_csrf", csrf));
		assertThat(codes()).isOne();
	}

	@Test
	void authorizeWhenTwoAreWantedOnATrustedDeviceThenTheCodeComesBeforeAnythingIsSetUp() {
		Page enter = send(firstStep());
		this.browser.submit(enter, Map.of("code", code(0), "trust", "true"));
		this.browser.restart();
		assertThat(firstStep().address().getPath()).isEqualTo("/account");
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		Page asked = app.authorize(this.browser, app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(asked.document().select("svg.qr")).isEmpty();
		String request = asked.document().selectFirst("input[name=request]").attr("value");
		Page again = this.browser.post("/signin/second/mail", Map.of("_csrf", asked.csrf(), "request", request));
		Page offer = this.browser.submit(again, Map.of("code", code(1)));
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		TestPasskey passkey = TestPasskey.fresh(this.beans);
		Page done = this.browser.submit(offer, Map.of("passkey",
				passkey.make(offer.document().selectFirst("form[data-passkey=create]").attr("data-question"))));
		Page codes = this.actors.recoveryCodes(this.browser, done);
		Page answer = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		assertThat(RelyingParty.claims(app.redeem(answer.answer().get("code")).idToken())).containsEntry("acr",
				"urn:signet:acr:2fa");
	}

	@Test
	void stepWhenAddressIsNotConfirmedThenSomethingIsSetUp() {
		this.person = this.actors.person("USER", "CAREFUL");
		assertThat(firstStep().document().select("svg.qr")).hasSize(1);
	}

	@Test
	void sendWhenNothingWasBegunThenStartsAgain() {
		assertThat(this.browser.post("/signin/second/mail", Map.of("_csrf", csrf(this.browser))).status())
			.isEqualTo(400);
	}

	@Test
	void trustWhenTickedThenNoCodeNextTimeAndOwnPagesAskForOne() {
		Page enter = send(firstStep());
		this.browser.submit(enter, Map.of("code", code(0), "trust", "true"));
		this.browser.restart();
		assertThat(firstStep().address().getPath()).isEqualTo("/account");
		Page asked = this.browser.open("/account/password");
		assertThat(asked.address().getPath()).isEqualTo(SECOND);
		Page again = send(asked);
		assertThat(this.browser.submit(again, Map.of("code", code(1))).address().getPath())
			.isEqualTo("/account/password");
	}

	@Test
	void securityPageThenTellsWhatTheMailboxIsGoodFor() {
		signIn();
		Page page = this.browser.open("/account/security");
		assertThat(page.document().select("section:has(#mail)").text()).contains("On", "Instead of your password",
				"When your account needs a second step");
		Browser other = this.actors.signedIn(this.actors.person("USER"));
		assertThat(other.open("/account/security").document().select("section:has(#mail)").text()).contains("Off",
				"not confirmed");
	}

	private void signIn() {
		this.browser.submit(send(firstStep()), Map.of("code", code(0)));
	}

	private Page firstStep() {
		return this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
	}

	/** Presses the button below the form, or the only one. */
	private Page send(Page page) {
		String next = page.document().select("input[name=next]").attr("value");
		String address = "/signin/second/mail" + (next.isEmpty() ? "" : "?next=" + next);
		return this.browser.post(address, Map.of("_csrf", page.csrf()));
	}

	private long codes() {
		return Mailbox.of(this.person.emailAddress())
			.all()
			.stream()
			.filter((mail) -> mail.subject().equals(SUBJECT))
			.count();
	}

	private String code(int mail) {
		return Mailbox.of(this.person.emailAddress()).about(SUBJECT, mail + 1).get(mail).code();
	}

	private static String csrf(Browser browser) {
		return browser.open("/signin/mail").csrf();
	}

}
