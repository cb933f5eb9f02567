package dev.signet.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountJobs;
import dev.signet.client.TestClients;
import dev.signet.credential.TestAuthenticator;
import dev.signet.logout.LogoutJobs;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person has their account deleted, and perhaps keeps it after all.
 */
class DeleteAccountFlowTests extends SignedInPerson {

	private static final String PATH = "/account/delete";

	private static final String KEEP = "/signin/keep";

	private static final Duration GRACE = Duration.ofDays(14);

	@Autowired
	private AccountDeletion deletion;

	@Autowired
	private JdbcClient jdbc;

	private final LogoutReceiver receiver = new LogoutReceiver();

	@Override
	Account somebody() {
		return this.actors.confirmed("USER");
	}

	@AfterEach
	void tearDown() {
		this.receiver.close();
		this.jdbc.sql("delete from logout_notices where state = 'WAITING'").update();
		this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
	}

	@Test
	void deleteWhenUsernameIsTypedThenSignedOutEverywhereAndAppsAreToldAndADayIsMailed() {
		RelyingParty app = this.actors.app(TestClients.confidential().backchannelLogout(this.receiver.uri(), true));
		Browser other = this.actors.consented(this.person, app);
		RelyingParty.Answer tokens = app.redeem(app.code(other));
		Page page = this.browser.open(PATH);
		assertThat(page.document().select("main time")).hasSize(1);
		Page asked = this.browser.submit(page,
				Map.of("confirmation", " " + this.person.username().toUpperCase() + " "));
		assertThat(asked.status()).isEqualTo(200);
		assertThat(asked.document().select("h1").text()).isEqualTo("Your account is to be deleted");
		assertThat(asked.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(now().deletionDate().orElseThrow()).isBetween(this.clock.instant().plus(GRACE).minusSeconds(60),
				this.clock.instant().plus(GRACE));
		assertThat(this.browser.cookies()).doesNotContainKey("signet-session");
		for (Browser each : List.of(this.browser, other)) {
			assertThat(each.open("/account").address().getPath()).isEqualTo("/signin");
		}
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(app.userInfo(tokens.accessToken()).status()).isEqualTo(401);
		LogoutJobs.deliver(this.beans);
		assertThat(RelyingParty.claims(this.receiver.await(1).get(0))).containsEntry("sub",
				this.person.id().toString());
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).about("Your account is to be deleted");
		assertThat(mail.text()).contains(this.person.username(), "sign in before then");
		assertThat(mail.links()).hasSize(2);
		assertThat(this.actors.events(this.person.id())).containsOnlyOnce("account.deletion-asked");
	}

	@Test
	void signInWhenToBeDeletedThenAsksFirstAndKeepingOpensAll() {
		RelyingParty app = this.actors.app();
		this.actors.consented(this.person, app);
		delete();
		Browser back = this.actors.browser();
		Page question = this.actors.signIn(back, app.authorize(back, app.request()), this.person);
		assertThat(question.address().getPath()).isEqualTo(KEEP);
		assertThat(question.document().text()).contains(this.person.username());
		assertThat(back.cookies()).doesNotContainKey("signet-session");
		assertThat(back.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(app.authorize(back, app.request(Map.of("prompt", "none"))).answer()).containsEntry("error",
				"login_required");
		Page answer = decide(back, question, "keep");
		assertThat(app.redeem(answer.answer().get("code")).status()).as("with what was allowed before").isEqualTo(200);
		assertThat(now().enabled()).isTrue();
		Mailbox.of(this.person.emailAddress()).about("Your account is not deleted");
		assertThat(back.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("You asked for your account to be deleted"))
			.anyMatch((line) -> line.startsWith("You kept your account"));
		assertThat(this.browser.open("/account").address().getPath()).as("what was open before").isEqualTo("/signin");
		this.clock.advance(GRACE.plusMinutes(1));
		AccountJobs.sweep(this.beans);
		assertThat(now().enabled()).isTrue();
		assertThat(this.actors.events(this.person.id())).containsOnlyOnce("account.deletion-withdrawn");
	}

	@Test
	void signInWhenToBeDeletedAndNotKeptThenNothingIsOpenAndItStaysSo() {
		delete();
		Browser back = this.actors.browser();
		Page question = this.actors.signIn(back, back.open("/signin"), this.person);
		assertThat(decide(back, question, "banana").address().getPath()).isEqualTo(KEEP);
		assertThat(decide(back, question, "leave").address().getPath()).isEqualTo("/signed-out");
		assertThat(back.cookies()).doesNotContainKeys("signet-session", "signet-attempt");
		Page late = decide(back, question, "keep");
		assertThat(late.status()).as("the back button").isEqualTo(400);
		assertThat(now().deletionDate()).isPresent();
	}

	@Test
	void keepWhenTwoTabsPressAtOnceThenOnceAndBothAreIn() throws Exception {
		delete();
		Browser back = this.actors.browser();
		Page question = this.actors.signIn(back, back.open("/signin"), this.person);
		Map<String, String> form = hidden(question, Map.of("decision", "keep"));
		Map<String, String> cookies = back.cookies();
		List<Page> answers = Race.between(2, () -> copy(cookies).postOnly(KEEP, form, Map.of()),
				() -> copy(cookies).postOnly(KEEP, form, Map.of()));
		assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 400);
		assertThat(now().enabled()).isTrue();
		assertThat(this.actors.events(this.person.id())).containsOnlyOnce("account.deletion-withdrawn");
	}

	@Test
	void keepWhenSecondFactorIsNotProvedThenThereIsNoQuestion() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		delete();
		Browser back = this.actors.browser();
		Page second = this.actors.signIn(back, back.open("/signin"), this.person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(back.open(KEEP).status()).isEqualTo(400);
		assertThat(back.postOnly(KEEP, hidden(second, Map.of("decision", "keep")), Map.of()).status()).isEqualTo(400);
		assertThat(now().deletionDate()).isPresent();
		Page question = back.submit(second, phone.form());
		assertThat(question.address().getPath()).isEqualTo(KEEP);
		assertThat(back.open("/signin/second").status()).as("a second time").isEqualTo(400);
		assertThat(decide(back, question, "keep").address().getPath()).isEqualTo("/account");
		assertThat(this.jdbc.sql("""
				select array_to_string(factor_methods, ' ') from sessions
				where account_id = :id and ended_at is null""")
			.param("id", this.person.id().value())
			.query(String.class)
			.single()).isEqualTo("PASSWORD TOTP");
	}

	@Test
	void keepWhenNobodySignedInHereThenStartsAgain() {
		delete();
		Browser thief = this.actors.browser();
		Page signIn = thief.open("/signin");
		assertThat(thief.open(KEEP).status()).isEqualTo(400);
		assertThat(thief.postOnly(KEEP, hidden(signIn, Map.of("decision", "keep")), Map.of()).status()).isEqualTo(400);
		assertThat(now().deletionDate()).isPresent();
	}

	@Test
	void keepWhenElevenMinutesLaterOrInAnotherBrowserThenStartsAgain() {
		delete();
		Browser back = this.actors.browser();
		Page question = this.actors.signIn(back, back.open("/signin"), this.person);
		Browser thief = this.actors.browser();
		thief.open("/signin");
		thief.setCookie("signet-attempt", back.cookies().get("signet-attempt"));
		assertThat(thief.open(KEEP).status()).isEqualTo(400);
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(decide(back, question, "keep").status()).isEqualTo(400);
		assertThat(now().deletionDate()).isPresent();
	}

	@Test
	void signInWhenPasswordIsWrongThenTheSameAsForAnybody() {
		delete();
		Browser thief = this.actors.browser();
		Page wrong = signIn(thief, this.person.username(), "not the password at all");
		Page unknown = signIn(this.actors.browser(), "nobody-" + System.nanoTime() % 10000, "not the password at all");
		assertThat(wrong.document().select("[role=alert]").text())
			.isEqualTo(unknown.document().select("[role=alert]").text());
		assertThat(wrong.address().getPath()).isEqualTo("/signin");
		this.clock.advance(GRACE.plusSeconds(1));
		Page late = signIn(thief, this.person.username(), Actors.PASSWORD);
		assertThat(late.document().select("[role=alert]").text()).as("when the day has come")
			.isEqualTo(unknown.document().select("[role=alert]").text());
	}

	@Test
	void lockWhenOwnerFollowsTheMailThenNotDeletedButLocked() {
		delete();
		String link = Mailbox.of(this.person.emailAddress()).only().links().get(1);
		Browser owner = this.actors.browser();
		owner.submit(owner.open(link), Map.of("token", link.substring(link.indexOf("token=") + 6)));
		assertThat(now().locked()).isTrue();
		assertThat(now().deletionDate()).isEmpty();
		this.clock.advance(GRACE.plusSeconds(1));
		AccountJobs.sweep(this.beans);
		assertThat(now().locked()).isTrue();
	}

	@Test
	void recoverWhenToBeDeletedThenANewPasswordLeadsToTheQuestion() {
		delete();
		Browser thief = this.actors.browser();
		Page thiefsQuestion = this.actors.signIn(thief, thief.open("/signin"), this.person);
		assertThat(thiefsQuestion.address().getPath()).isEqualTo(KEEP);
		Browser owner = this.actors.browser();
		owner.submit(owner.open("/recover"), Map.of("login", this.person.username()));
		String link = Mailbox.of(this.person.emailAddress()).await(2).get(1).links().get(0);
		owner.submit(owner.open(link), Map.of("password", "another horse with batteries"));
		assertThat(decide(thief, thiefsQuestion, "keep").status()).as("with the password before").isEqualTo(400);
		assertThat(now().deletionDate()).isPresent();
		assertThat(signIn(owner, this.person.username(), "another horse with batteries").address().getPath())
			.isEqualTo(KEEP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "yes", "a\0b", "admin", "'; drop table accounts; --" })
	void deleteWhenConfirmationIsWrongThenSaysSoAndNothingHappens(String typed) {
		assertRefused(typed);
	}

	@Test
	void deleteWhenConfirmationIsAnothersNameOrAddressOrVeryLongThenNothingHappens() {
		assertRefused(this.actors.person("USER").username());
		assertRefused(this.person.emailAddress());
		assertRefused(this.person.username() + "x".repeat(5000));
	}

	@Test
	void deleteWhenAnothersIdIsSentAlongThenOnlyTheOwnAccountIsMeant() {
		Account other = this.actors.person("USER");
		Map<String, String> form = hidden(this.browser.open(PATH), Map.of("confirmation", this.person.username()));
		form.putAll(
				Map.of("id", other.id().toString(), "accountId", other.id().toString(), "username", other.username()));
		assertThat(this.browser.postOnly(PATH, form, Map.of()).status()).isEqualTo(200);
		assertThat(this.accounts.find(other.id()).orElseThrow().enabled()).isTrue();
		assertThat(now().deletionDate()).isPresent();
	}

	@Test
	void deleteWhenTokenIsMissingOrMadeUpThenRefused() {
		for (Map<String, String> form : List.of(Map.of("confirmation", this.person.username()),
				Map.of("confirmation", this.person.username(), "_csrf", "x"))) {
			assertThat(this.browser.postOnly(PATH, form, Map.of()).status()).isEqualTo(403);
		}
		assertThat(now().enabled()).isTrue();
	}

	@Test
	void deleteWhenSentTwiceThenOnceAndTheBackButtonLeadsToSignIn() throws Exception {
		Map<String, String> form = hidden(this.browser.open(PATH), Map.of("confirmation", this.person.username()));
		Map<String, String> cookies = this.browser.cookies();
		Callable<Page> send = () -> copy(cookies).postOnly(PATH, form, Map.of());
		assertThat(Race.between(4, send, send)).extracting(Page::status).isSubsetOf(200, 303).contains(200);
		assertThat(this.actors.events(this.person.id())).containsOnlyOnce("account.deletion-asked");
		assertThat(copy(cookies).post(PATH, form).address().getPath()).isEqualTo("/signin");
		assertThat(Mailbox.of(this.person.emailAddress()).only().links()).hasSize(2);
	}

	@Test
	void deleteWhenSignInIsOldOrMissingThenSignsInFirst() {
		assertThat(this.actors.browser().open(PATH).address().getPath()).isEqualTo("/signin");
		Page page = this.browser.open(PATH);
		this.clock.advance(Duration.ofMinutes(16));
		Page again = this.browser.submit(page, Map.of("confirmation", this.person.username()));
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(now().enabled()).isTrue();
		assertThat(this.browser.submit(again, Map.of("login", this.person.username(), "password", Actors.PASSWORD))
			.address()
			.getPath()).isEqualTo(PATH);
	}

	@Test
	void deleteWhenLastAdministratorThenSaysWhatToDo() {
		Account admin = this.actors.person("USER", "ADMIN");
		Browser adminBrowser = this.actors.signedIn(admin);
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN' and account_id <> :id")
			.param("id", admin.id().value())
			.update();
		Page refused = adminBrowser.submit(adminBrowser.open(PATH), Map.of("confirmation", admin.username()));
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.document().select("[role=alert]").text()).startsWith("Nobody else is an administrator");
		assertThat(adminBrowser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void deleteWhenAppWasNotToldYetThenItStillIsAndThatIsForgottenToo() {
		RelyingParty app = this.actors.app(TestClients.confidential().backchannelLogout(this.receiver.uri(), true));
		app.redeem(app.code(this.actors.consented(this.person, app)));
		this.receiver.answering(503);
		this.deletion.delete(this.person.id());
		LogoutJobs.awaitAnswers(this.jdbc, this.person.id().value());
		this.receiver.answering(200);
		this.clock.advance(Duration.ofMinutes(11));
		LogoutJobs.deliver(this.beans);
		assertThat(RelyingParty.claims(this.receiver.await(2).get(1))).containsEntry("sub",
				this.person.id().toString());
		Mailbox.of(this.person.emailAddress()).about("Your account was deleted");
		LogoutJobs.awaitDelivery(this.jdbc, this.person.id().value());
		this.clock.advance(Duration.ofDays(1));
		LogoutJobs.sweep(this.beans);
		assertThat(this.jdbc.sql("select count(*) from logout_notices where account_id = :id")
			.param("id", this.person.id().value())
			.query(Integer.class)
			.single()).isZero();
	}

	private void delete() {
		Page asked = this.browser.submit(this.browser.open(PATH), Map.of("confirmation", this.person.username()));
		assertThat(asked.document().select("h1").text()).isEqualTo("Your account is to be deleted");
	}

	private void assertRefused(String typed) {
		Page page = this.browser.submit(this.browser.open(PATH), Map.of("confirmation", typed));
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(page.document().getElementById("confirmation-error")).isNotNull();
		assertThat(now().enabled()).isTrue();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	private Account now() {
		return this.accounts.find(this.person.id()).orElseThrow();
	}

	private Page decide(Browser browser, Page question, String decision) {
		return browser.follow(browser.postOnly(KEEP, hidden(question, Map.of("decision", decision)), Map.of()));
	}

	private Page signIn(Browser browser, String login, String password) {
		return browser.submit(browser.open("/signin"), Map.of("login", login, "password", password));
	}

	private Browser copy(Map<String, String> cookies) {
		Browser copy = this.actors.browser();
		cookies.forEach(copy::setCookie);
		return copy;
	}

	/** What the form of a page sends besides what somebody types. */
	private static Map<String, String> hidden(Page page, Map<String, String> typed) {
		Map<String, String> form = new HashMap<>(typed);
		page.document()
			.select("main form")
			.first()
			.select("input[type=hidden]")
			.forEach((field) -> form.put(field.attr("name"), field.attr("value")));
		return form;
	}

}
