package dev.signet.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.Accounts;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody typed is not lost when their sign-in ends or begins anew meanwhile: the
 * form stands there again for them alone, and nothing happens until they send it.
 */
@SignetTest
class LateFormFlowTests {

	private static final String PROFILE = "/account/profile";

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private AccountDeletion deletion;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Account person;

	private Browser browser;

	private Page form;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.browser = this.actors.signedIn(this.person);
		this.form = this.browser.open(PROFILE);
	}

	@Test
	void profileWhenSignedInAgainElsewhereThenFilledAndOneClickSaves() {
		signInAgain();
		Page back = send(this.form);
		assertFilled(back);
		this.browser.submit(back, Map.of("gender", ""));
		assertThat(this.accounts.find(this.person.id()).orElseThrow().profile().nickname()).isEqualTo("Countess");
	}

	@Test
	void profileWhenTheSessionHasEndedThenFilledAfterSignIn() {
		this.clock.advance(Duration.ofMinutes(31));
		Page signIn = send(this.form);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().text()).contains("What you typed is kept meanwhile, and not sent yet.");
		assertFilled(this.actors.signIn(this.browser, signIn, this.person));
	}

	@Test
	void profileWhenSignedOutElsewhereThenFilledAfterSignIn() {
		signOut();
		assertFilled(this.actors.signIn(this.browser, send(this.form), this.person));
	}

	@Test
	void profileWhenSomebodyElseSignsInAfterwardsThenTheySeeNothingOfIt() {
		this.clock.advance(Duration.ofMinutes(31));
		Page theirs = this.actors.signIn(this.browser, send(this.form), this.actors.person("USER"));
		assertUntouched(theirs);
	}

	@Test
	void profileWhenSomebodyElseIsSignedInMeanwhileThenTheySeeNothingOfIt() {
		signOut();
		Account other = this.actors.person("USER");
		this.actors.signIn(this.browser, this.browser.open("/signin"), other);
		assertUntouched(send(this.form));
		assertThat(this.accounts.find(other.id()).orElseThrow().profile().nickname()).isNull();
	}

	@Test
	void profileWhenShownInAnotherBrowserThenNothingIsKept() {
		Page elsewhere = this.actors.signedIn(this.person).open(PROFILE);
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(send(elsewhere).address().getPath()).isEqualTo("/signin");
		assertThat(kept()).isZero();
	}

	@Test
	void profileWhenTheOwnerIsMadeUpThenNothingIsKept() {
		for (String owner : new String[] { "", "x", "AAAA", this.person.id().toString(), "%%%" }) {
			Page answer = this.browser.postOnly(PROFILE, Map.of("owner", owner, "_csrf", "x", "nickname", "Eve"),
					Map.of());
			assertThat(answer.status()).as(owner).isEqualTo(403);
		}
		assertThat(kept()).isZero();
	}

	@Test
	void profileWhenTheAccountIsGoneThenTheSignInPage() {
		this.deletion.delete(this.person.id());
		assertThat(send(this.form).address().getPath()).isEqualTo("/signin");
		assertThat(kept()).isZero();
	}

	@Test
	void profileWhenOftenThenTheOldestMakeRoom() {
		signInAgain();
		for (int i = 0; i < 7; i++) {
			this.browser.submitOnly(this.form, Map.of("nickname", "Number " + i));
		}
		assertThat(kept()).isEqualTo(5);
	}

	@Test
	void emailWhenTheSessionHasEndedThenTheAddressStandsThere() {
		Page email = this.browser.open("/account/email");
		this.clock.advance(Duration.ofMinutes(31));
		Page signIn = this.browser.submit(email, Map.of("address", "new-" + this.person.emailAddress()));
		Page back = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(back.document().getElementById("address").val()).isEqualTo("new-" + this.person.emailAddress());
	}

	@Test
	void registerWhenTheTokenIsStaleThenFilledButForThePassword() {
		Browser stranger = this.actors.browser();
		stranger.open("/register");
		String name = "late" + System.nanoTime();
		Map<String, String> typed = Map.of("username", name, "email", name + "@example.test", "password",
				Actors.PASSWORD);
		Page again = stale(stranger, "/register", typed);
		assertSendAgain(again);
		assertThat(again.document().getElementById("username").val()).isEqualTo(name);
		assertThat(again.document().getElementById("email").val()).isEqualTo(name + "@example.test");
		assertThat(again.response().body()).doesNotContain(Actors.PASSWORD);
		assertThat(this.accounts.findByLogin(name)).as("nothing without the click").isEmpty();
		stranger.submit(again, Map.of("password", Actors.PASSWORD));
		assertThat(this.accounts.findByLogin(name)).isPresent();
		assertThat(stranger.open("/register?username=x&password=y").document().select("input[value=x], input[value=y]"))
			.as("a link fills nothing")
			.isEmpty();
	}

	@Test
	void registerWhenAnAppWaitsThenItIsNotForgotten() {
		Browser stranger = this.actors.browser();
		RelyingParty app = this.actors.app();
		String request = app.authorize(stranger, app.request()).document().selectFirst("input[name=request]").val();
		Page again = stale(stranger, "/register", Map.of("request", request, "username", "late"));
		assertThat(again.document().selectFirst("input[name=request]").val()).isEqualTo(request);
	}

	@Test
	void recoverWhenTheTokenIsStaleThenFilled() {
		Page again = stale(this.actors.browser(), "/recover", Map.of("login", "somebody"));
		assertSendAgain(again);
		assertThat(again.document().getElementById("login").val()).isEqualTo("somebody");
	}

	private Page send(Page page) {
		return this.browser.submit(page, Map.of("givenName", "Augusta", "nickname", "Countess"));
	}

	private static Page stale(Browser browser, String path, Map<String, String> typed) {
		Map<String, String> fields = new LinkedHashMap<>(typed);
		fields.put("_csrf", "of-another-session");
		return browser.postOnly(path, fields, Map.of());
	}

	/** In another tab. */
	private void signInAgain() {
		this.browser.submit(this.browser.open("/signin?again=yes"), Map.of("password", Actors.PASSWORD));
	}

	/** In another tab. */
	private void signOut() {
		this.browser.post("/signout", Map.of("_csrf", this.form.csrf()));
	}

	private void assertFilled(Page page) {
		assertThat(page.address().getPath()).isEqualTo(PROFILE);
		Document document = page.document();
		assertThat(document.getElementById("givenName").val()).isEqualTo("Augusta");
		assertThat(document.getElementById("nickname").val()).isEqualTo("Countess");
		assertThat(document.getElementById("familyName").val()).isEqualTo("Lovelace");
		assertThat(document.select("[role=status]").text()).contains("Nothing is saved yet");
		assertThat(this.accounts.find(this.person.id()).orElseThrow().profile().nickname())
			.as("nothing without the click")
			.isNull();
	}

	private static void assertUntouched(Page page) {
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.address().getPath()).isEqualTo(PROFILE);
		assertThat(page.response().body()).doesNotContain("Augusta", "Countess");
		assertThat(page.document().select("[role=status]")).isEmpty();
	}

	private static void assertSendAgain(Page page) {
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.document().select("[role=status]").text()).contains("send it again");
	}

	private int kept() {
		return this.jdbc.sql("select count(*) from kept_forms where account_id = :account")
			.param("account", this.person.id().value())
			.query(Integer.class)
			.single();
	}

}
