package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.client.SecondFactorNeed;
import dev.signet.client.TestClients;
import dev.signet.credential.Passwords;
import dev.signet.credential.TestAuthenticator;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import dev.signet.signin.factor.SecondFactors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a trusted device the password is enough to sign in, and for nothing that needs more.
 */
@SignetTest
class TrustedDeviceFlowTests {

	private static final String TRUST = "signet-trusted";

	private static final String SECOND = "/signin/second";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Account person;

	private TestAuthenticator phone;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.phone = TestAuthenticator.of(this.person.id(), this.beans);
		this.browser = this.actors.browser();
	}

	@Test
	void signInWhenDeviceIsTrustedThenPasswordIsEnoughForThirtyDays() {
		Page second = firstStep();
		assertThat(second.document().select("#trust[type=checkbox]:not([checked])")).hasSize(1);
		assertThat(second.document().select("label:has(#trust)").text()).contains("30 days");
		trust(second);
		signOut();
		assertThat(firstStep().address().getPath()).isEqualTo("/account");
		assertThat(this.actors.events(this.person.id())).contains("signin.device-trusted");
		assertThat(this.jdbc
			.sql("select details ->> 'second' from audit_events where account_id = :p and type = 'signin.succeeded' "
					+ "order by at desc limit 1")
			.param("p", this.person.id().value())
			.query(String.class)
			.single()).isEqualTo("TRUSTED_DEVICE");
		signOut();
		Page wrong = this.browser.submit(this.browser.open("/signin"),
				Map.of("login", this.person.username(), "password", "not the password at all"));
		assertThat(wrong.document().select("#problem")).as("the password is asked for").hasSize(1);
		this.clock.advance(Duration.ofDays(30));
		assertThat(firstStep().address().getPath()).isEqualTo(SECOND);
	}

	/** The session still knows of the second step that was made when trust began. */
	@Test
	void signInAgainWhenDeviceIsTrustedThenAnOlderSecondStepDoesNotCountForIt() {
		trust(firstStep());
		this.clock.advance(Duration.ofMinutes(16));
		Page again = this.browser.open("/account/security/passkeys/add");
		assertThat(again.address().getPath()).isEqualTo("/signin");
		Page next = this.browser.submit(again, Map.of("password", Actors.PASSWORD));
		assertThat(next.address().getPath()).isEqualTo(SECOND);
	}

	/** What is left out comes after the password, not after what is weaker. */
	@Test
	void signInWhenByMailThenTrustIsNotEnough() {
		this.actors.confirm(this.person);
		trust(firstStep());
		signOut();
		this.clock.advance(Duration.ofSeconds(1));
		Page enter = this.browser.submit(this.browser.open("/signin"),
				Map.of("from", "signin", "login", this.person.username()));
		String code = Mailbox.of(this.person.emailAddress()).about(MailSignInFlowTests.SUBJECT, 1).get(0).code();
		assertThat(this.browser.submit(enter, Map.of("code", code)).address().getPath()).isEqualTo(SECOND);
	}

	@Test
	void secondStepWhenNotTickedThenAskedAgainNextTime() {
		this.browser.submit(firstStep(), this.phone.form());
		assertThat(this.browser.cookies()).doesNotContainKey(TRUST);
		signOut();
		assertThat(firstStep().address().getPath()).isEqualTo(SECOND);
	}

	@Test
	void secondStepWhenCodeIsWrongThenNotTrustedAndTheTickStays() {
		Page wrong = this.browser.submit(firstStep(), Map.of("code", this.phone.wrong(), "trust", "true"));
		assertThat(wrong.document().select("#trust[checked]")).hasSize(1);
		assertThat(this.browser.cookies()).doesNotContainKey(TRUST);
		assertThat(rows()).isZero();
	}

	@Test
	void cookieWhenTakenToAnotherBrowserOrPersonThenWorthless() {
		trust(firstStep());
		String value = this.browser.cookies().get(TRUST);
		Browser thief = this.actors.browser();
		thief.open("/signin");
		for (String planted : List.of(value, "", "x", "A".repeat(43), "A".repeat(5000), "%00")) {
			thief.setCookie(TRUST, planted);
			assertThat(this.actors.signIn(thief, thief.open("/signin"), this.person).address().getPath())
				.isEqualTo(SECOND);
		}
		signOut();
		Account other = this.actors.person("USER");
		TestAuthenticator.of(other.id(), this.beans);
		assertThat(this.actors.signIn(this.browser, this.browser.open("/signin"), other).address().getPath())
			.isEqualTo(SECOND);
	}

	/** Of two who share a browser, the one who comes later takes nothing away. */
	@Test
	void trustWhenAnotherPersonTrustsTheSameBrowserThenBothDo() {
		trust(firstStep());
		String before = this.browser.cookies().get(TRUST);
		signOut();
		Account other = this.actors.person("USER");
		TestAuthenticator others = TestAuthenticator.of(other.id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), other);
		this.browser.submit(second, Map.of("code", others.next(), "trust", "true"));
		assertThat(this.browser.cookies().get(TRUST)).isNotEqualTo(before);
		signOut();
		assertThat(firstStep().address().getPath()).isEqualTo("/account");
		signOut();
		assertThat(this.actors.signIn(this.browser, this.browser.open("/signin"), other).address().getPath())
			.isEqualTo("/account");
		signOut();
		this.browser.setCookie(TRUST, before);
		assertThat(firstStep().address().getPath()).as("the value before").isEqualTo(SECOND);
	}

	@Test
	void trustWhenAdministratorThenNeitherOfferedNorTakenNorBelieved() {
		Account admin = this.actors.person("USER", "ADMIN");
		TestAuthenticator admins = TestAuthenticator.of(admin.id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), admin);
		assertThat(second.document().select("#trust")).isEmpty();
		String csrf = second.csrf();
		this.browser.post(SECOND, Map.of("code", admins.next(), "trust", "true", "_csrf", csrf));
		assertThat(this.browser.cookies()).containsKey("signet-session").doesNotContainKey(TRUST);
		signOut();
		trust(firstStep());
		signOut();
		this.accounts.update(this.person.id(), (account) -> account.giveRole("ADMIN", this.clock.instant()));
		assertThat(firstStep().address().getPath()).as("became one since").isEqualTo(SECOND);
	}

	@Test
	void authorizeWhenOnlyThisServerAsksForTwoThenTrustIsEnoughElseNot() {
		Account careful = this.actors.person("USER", "CAREFUL");
		this.phone = TestAuthenticator.of(careful.id(), this.beans);
		this.person = careful;
		trust(firstStep());
		signOut();
		firstStep();
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		Page answer = app.authorize(this.browser, app.request());
		assertThat(RelyingParty.claims(app.redeem(answer.answer().get("code")).idToken()))
			.containsEntry("acr", "urn:signet:acr:1fa")
			.containsEntry("amr", List.of("pwd"));
		assertThat(
				app.authorize(this.browser, app.request(Map.of("acr_values", "urn:signet:acr:2fa", "prompt", "none")))
					.answer())
			.containsEntry("error", "login_required");
		RelyingParty vault = this.actors
			.app(TestClients.confidential().firstParty().secondFactor(SecondFactorNeed.REQUIRED));
		Page second = vault.authorize(this.browser, vault.request());
		assertThat(second.address().getPath()).isEqualTo(SECOND);
		assertThat(second.document().select("#trust")).as("no sign-in").isEmpty();
		Page proved = this.browser.submit(second, this.phone.form());
		assertThat(RelyingParty.claims(vault.redeem(proved.answer().get("code")).idToken())).containsEntry("acr",
				"urn:signet:acr:2fa");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/account/security/authenticator/remove", "/account/security/recovery-codes",
			"/account/password", "/account/email" })
	void ownPageWhenItChangesWhatKeepsOthersOutThenTheSecondStepIsMadeFirst(String page) {
		trust(firstStep());
		signOut();
		firstStep();
		assertThat(this.browser.open("/account/security").address().getPath()).isEqualTo("/account/security");
		Page second = this.browser.open(page);
		assertThat(second.address().getPath()).isEqualTo(SECOND);
		assertThat(this.browser.submit(second, this.phone.form()).address().getPath()).isEqualTo(page);
	}

	@Test
	void ownPageWhenTheFactorWasTakenAwaySinceThenNothingIsSetUpForIt() {
		trust(firstStep());
		signOut();
		firstStep();
		this.beans.getBean(SecondFactors.class).removeApp(this.person.id());
		assertThat(this.browser.open("/account/password").address().getPath()).isEqualTo("/account/password");
	}

	@Test
	void trustWhenAPasskeyComesOrGoesThenEnds() {
		trust(firstStep());
		assertThat(rows()).isOne();
		TestPasskey.of(this.person.id(), this.beans);
		assertThat(rows()).isZero();
		this.browser = this.actors.browser();
		firstStep();
		trust(this.browser.open("/signin/second?with=app"));
		assertThat(rows()).isOne();
		UUID passkey = this.beans.getBean(Passkeys.class).of(this.person.id()).get(0).id();
		this.beans.getBean(SecondFactors.class).removePasskey(this.person.id(), passkey);
		assertThat(rows()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "factor removed", "factor replaced", "locked", "disabled", "address",
			"to be deleted", "everywhere" })
	void trustWhenWhatItRestsOnChangesThenEnds(String change) {
		trust(firstStep());
		assertThat(rows()).isOne();
		switch (change) {
			case "password" -> this.beans.getBean(Passwords.class)
				.change(this.person.id(), this.beans.getBean(Passwords.class).hash("another horse with batteries"));
			case "factor removed" -> this.beans.getBean(SecondFactors.class).removeApp(this.person.id());
			case "factor replaced" -> replaceFactor();
			case "locked" -> this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
			case "disabled" ->
				this.accounts.update(this.person.id(), (account) -> account.disable(this.clock.instant()));
			case "address" -> this.accounts.changeEmail(this.person.id(),
					new EmailAddress("new-" + this.person.emailAddress()), false);
			case "to be deleted" -> this.beans.getBean(AccountDeletion.class).ask(this.person.id());
			default -> this.browser.post("/signout/everywhere", csrf(this.browser.open("/account/sessions")));
		}
		assertThat(rows()).isZero();
		assertThat(this.actors.events(this.person.id())).contains("signin.device-trust-ended");
	}

	@Test
	void listWhenEndedThenAskedAgainAndOthersAreLeftAlone() {
		trust(firstStep());
		Browser laptop = this.actors.browser();
		Page there = this.actors.signIn(laptop, laptop.open("/signin"), this.person);
		laptop.submit(there, Map.of("code", this.phone.next(), "trust", "true"));
		Page list = this.browser.open("/account/security");
		assertThat(list.document().select("#trusted-devices li")).hasSize(2);
		assertThat(list.document().select("#trusted-devices li .chip").eachText()).containsExactly("This browser");
		assertThat(list.document().select("#trusted-devices time")).hasSize(4);
		String mine = list.document().selectFirst("#trusted-devices li:has(.chip) form").attr("action");
		Page ended = this.browser.post(mine, csrf(list));
		assertThat(ended.document().select("[role=status]").text()).isEqualTo("That device is no longer trusted.");
		assertThat(ended.document().select("#trusted-devices li")).hasSize(1);
		signOut();
		assertThat(firstStep().address().getPath()).isEqualTo(SECOND);
		signOut(laptop);
		assertThat(this.actors.signIn(laptop, laptop.open("/signin"), this.person).address().getPath())
			.isEqualTo("/account");
	}

	@Test
	void endWhenAllThenNoneIsLeft() {
		trust(firstStep());
		Browser laptop = this.actors.browser();
		Page there = this.actors.signIn(laptop, laptop.open("/signin"), this.person);
		laptop.submit(there, Map.of("code", this.phone.next(), "trust", "true"));
		this.browser.post("/account/security/trusted/end-all", csrf(this.browser.open("/account/security")));
		assertThat(rows()).isZero();
		assertThat(this.actors.events(this.person.id()).stream().filter("signin.device-trust-ended"::equals))
			.hasSize(2);
	}

	@Test
	void trustThenTheOwnerIsToldWithTheWayToEndIt() {
		this.accounts.update(this.person.id(),
				(account) -> account.verifyEmail(new EmailAddress(this.person.emailAddress()), this.clock.instant()));
		trust(firstStep());
		ReceivedMail mail = Mailbox.of(this.person.emailAddress())
			.about("A device is now trusted with your account", 1)
			.get(0);
		assertThat(mail.text()).contains(this.person.username(), "127.0.0.1");
		assertThat(mail.links()).hasSize(2);
		assertThat(
				this.browser.open(URI.create(mail.links().get(0)).getPath()).document().select("#trusted-devices li"))
			.hasSize(1);
		Browser elsewhere = this.actors.browser();
		elsewhere.submit(elsewhere.open(mail.links().get(1)), Map.of("token", token(mail.links().get(1))));
		assertThat(rows()).isZero();
		assertThat(this.accounts.find(this.person.id()).orElseThrow().enabled()).isFalse();
	}

	@Test
	void endOtherSessionsThenNoOtherDeviceIsTrustedUnlessThatIsLeft() {
		trust(firstStep());
		Browser laptop = this.actors.browser();
		Page there = this.actors.signIn(laptop, laptop.open("/signin"), this.person);
		laptop.submit(there, Map.of("code", this.phone.next(), "trust", "true"));
		Page list = this.browser.open("/account/sessions");
		assertThat(list.document().select("input[name=trust][checked]")).hasSize(1);
		this.browser.post("/account/sessions/end-others", csrf(list));
		assertThat(laptop.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(rows()).as("left").isEqualTo(2);
		this.actors.signIn(laptop, laptop.open("/signin"), this.person);
		Page ended = this.browser.submit(this.browser.open("/account/sessions"), Map.of("trust", "end"));
		assertThat(ended.document().select("[role=status]").text()).contains("no other device is trusted");
		assertThat(rows()).isOne();
		assertThat(this.actors.signIn(laptop, laptop.open("/signin"), this.person).address().getPath())
			.isEqualTo(SECOND);
		signOut();
		assertThat(firstStep().address().getPath()).as("this browser").isEqualTo("/account");
	}

	@Test
	void endWhenSomebodyElsesOrUnknownOrNoIdThenNothingIsEnded() {
		trust(firstStep());
		String id = this.jdbc.sql("select id from trusted_devices where account_id = :p")
			.param("p", this.person.id().value())
			.query(String.class)
			.single();
		Browser stranger = this.actors.signedIn(this.actors.person("USER"));
		Map<String, String> csrf = csrf(stranger.open("/account/sessions"));
		assertThat(stranger.post("/account/security/trusted/" + id + "/end", csrf).status()).isEqualTo(200);
		stranger.post("/account/security/trusted/end-all", csrf);
		assertThat(stranger.post("/account/security/trusted/x/end", csrf).status()).isIn(400, 404);
		assertThat(this.browser.postOnly("/account/security/trusted/" + id + "/end", Map.of(), Map.of()).status())
			.as("without the token of the form")
			.isEqualTo(403);
		assertThat(
				this.actors.browser().postOnly("/account/security/trusted/" + id + "/end", Map.of(), Map.of()).status())
			.as("nobody")
			.isIn(303, 403, 404);
		assertThat(rows()).isOne();
	}

	private void replaceFactor() {
		Page setUp = this.browser.open("/account/security/authenticator");
		TestAuthenticator other = TestAuthenticator.typed(setUp.document().selectFirst("#secret").text(), this.beans);
		this.browser.submit(setUp, Map.of("code", other.shown()));
	}

	private Page firstStep() {
		return this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
	}

	private void trust(Page second) {
		Page in = this.browser.submit(second, Map.of("code", this.phone.next(), "trust", "true"));
		assertThat(in.address().getPath()).isEqualTo("/account");
		assertThat(this.browser.cookies()).containsKey(TRUST);
	}

	private void signOut() {
		signOut(this.browser);
	}

	/** Comes back later: the session cookie is gone, the others are there. */
	private static void signOut(Browser browser) {
		browser.restart();
	}

	private static String token(String link) {
		return link.substring(link.indexOf("token=") + 6);
	}

	private static Map<String, String> csrf(Page page) {
		return Map.of("_csrf", page.csrf());
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from trusted_devices where account_id = :p")
			.param("p", this.person.id().value())
			.query(Integer.class)
			.single();
	}

}
