package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.credential.Authenticators;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.directory.TestDirectories;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who is signed in locks their account, because somebody else is too.
 */
class AccountLockFlowTests extends SignedInPerson {

	private static final String PATH = "/account/security/lock";

	@Override
	Account somebody() {
		return this.actors.confirmed("USER");
	}

	@Test
	void lockThenEverybodyIsOutUntilTheOwnerComesBackByMail() {
		RelyingParty app = this.actors.app();
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		RelyingParty.Answer tokens = app.redeem(app.code(this.browser));
		Browser thief = this.actors.signedIn(this.person);
		assertThat(this.browser.open("/account/security").document().selectFirst("#lock").attr("href")).isEqualTo(PATH);
		Page question = this.browser.open(PATH);
		assertThat(thief.open("/account").address().getPath()).as("looking locks nothing").isEqualTo("/account");
		Page locked = this.browser.submit(question, Map.of("username", " " + this.person.username().toUpperCase()));
		assertThat(locked.address().getPath()).isEqualTo("/recover");
		assertThat(locked.document().select("[role=status]").text()).startsWith("The account is locked.");
		assertThat(this.browser.cookies()).doesNotContainKey("signet-session");
		assertThat(thief.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		Page wrong = this.actors.signIn(thief, thief.open("/signin"), this.person);
		assertThat(wrong.document().select("[role=alert]").text()).startsWith("The name or password is wrong.");
		assertThat(mail("Your account is locked").text()).contains("as you wanted",
				"from the network address 127.0.0.1");
		this.browser.submit(locked, Map.of("login", this.person.username()));
		String link = mail("A new password for your account").links().get(0);
		this.browser.submit(this.browser.open(link), Map.of("password", "another horse with batteries"));
		Page in = this.browser.submit(this.browser.open("/signin"),
				Map.of("login", this.person.username(), "password", "another horse with batteries"));
		assertThat(in.address().getPath()).isEqualTo("/account");
	}

	@Test
	void lockWhenPasswordIsInADirectoryOrThereIsNoneThenThePageSaysSo() {
		forgetPassword();
		assertThat(this.browser.open(PATH).document().select("#reopening").text())
			.isEqualTo("The account has no password here. With that link you choose one.");
		TestDirectories.link(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		this.browser = this.actors.browser();
		Page question = this.browser.open("/lock?token=" + token());
		assertThat(question.document().select("#reopening").text())
			.startsWith("Its password is kept by Example directory");
	}

	@Test
	void lockWhenPasswordIsInADirectoryThenTheMailSpeaksOfNoNewOne() {
		TestDirectories.link(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		this.browser = this.actors.signedIn(this.person);
		forgetPassword();
		this.browser.submit(this.browser.open(PATH), Map.of("username", this.person.username()));
		assertThat(mail("Your account is locked").text()).contains("Its password is kept by Example directory")
			.doesNotContain("new password");
	}

	/** What somebody may have added is gone by then. */
	@Test
	void lockWhenTheDirectoryWasConnectedJustNowThenTheMailSpeaksOfWhatIsLeft() {
		TestDirectories.link(this.person.id(), this.beans);
		forgetPassword();
		Page question = this.browser.open(PATH);
		assertThat(question.document().select("#reopening").text()).startsWith("The account has no password here.");
		this.browser.submit(question, Map.of("username", this.person.username()));
		assertThat(mail("Your account is locked").text()).contains("It has no password here.")
			.doesNotContain("Example directory");
	}

	@Test
	void lockWhenThereIsNoPasswordThenTheOwnerChoosesOneToComeBack() {
		forgetPassword();
		Page locked = this.browser.submit(this.browser.open(PATH), Map.of("username", this.person.username()));
		assertThat(mail("Your account is locked").text()).contains("It has no password here.")
			.doesNotContain("new password");
		this.browser.submit(locked, Map.of("login", this.person.username()));
		ReceivedMail way = mail("Open your account again");
		assertThat(way.text()).contains("has no password here").doesNotContain("new password");
		this.browser.submit(this.browser.open(way.links().get(0)), Map.of("password", "a first horse with batteries"));
		Page in = this.browser.submit(this.browser.open("/signin"),
				Map.of("login", this.person.username(), "password", "a first horse with batteries"));
		assertThat(in.address().getPath()).isEqualTo("/account");
	}

	@Test
	void lockByMailWhenThereIsAPasswordThenThePageSaysThatAnotherIsToBeSet() {
		Page question = this.actors.browser().open("/lock?token=" + token());
		assertThat(question.document().select("#reopening").text()).isEqualTo("With that link you set a new password.");
	}

	/** It would open the account again after the new password. */
	@Test
	void lockThenPasskeysThatSomebodyElseMayHaveAddedAreGone() {
		TestPasskey.of(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		this.browser = this.actors.browser();
		TestPasskey.of(this.person.id(), this.beans);
		Passkeys passkeys = this.beans.getBean(Passkeys.class);
		assertThat(passkeys.of(this.person.id())).hasSize(2);
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		assertThat(passkeys.of(this.person.id())).hasSize(1);
	}

	/** It would keep the owner out after the new password. */
	@Test
	void lockThenAnAppThatSomebodyElseMayHaveSetUpIsGoneAndTheOwnerGetsIn() {
		TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		lockAndSetPassword();
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isZero();
		assertThat(signIn("another horse with batteries").address().getPath()).isEqualTo("/account");
	}

	@Test
	void lockWhenAnAppWasPutInThePlaceOfTheOwnersThenItIsGoneToo() {
		TestAuthenticator.of(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		Authenticators apps = this.beans.getBean(Authenticators.class);
		TestAuthenticator.inPlace(this.person.id(), this.beans);
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		assertThat(apps.of(this.person.id())).isEmpty();
	}

	/** So the owner goes on with what they had; codes of somebody else do not count. */
	@Test
	void lockWhenAppIsOlderThenItStaysAndOnlyNewCodesGo() {
		TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		Runnable lock = () -> this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		lock.run();
		RecoveryCodes codes = this.beans.getBean(RecoveryCodes.class);
		assertThat(codes.left(this.person.id())).isEqualTo(RecoveryCodes.NUMBER);
		this.accounts.update(this.person.id(), (account) -> account.unlock(this.clock.instant()));
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		lock.run();
		assertThat(codes.left(this.person.id())).isZero();
		assertThat(this.beans.getBean(Authenticators.class).of(this.person.id())).isPresent();
	}

	/** And where to make others. */
	@Test
	void lockWhenCodesGoThenThePagesAndTheMailSaySoAndTheOwnerIsOfferedNewOnes() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		this.browser = this.actors.browser();
		this.browser.submit(signIn(Actors.PASSWORD), phone.form());
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		for (String path : List.of(PATH, "/lock?token=" + token(), "/email/undo?token=" + token(Purpose.UNDO_EMAIL))) {
			assertThat(this.browser.open(path).document().select("#doubt").text()).as(path)
				.contains("added in the last 7 days", "recovery codes");
		}
		assertThat(this.browser.open(PATH).document().getElementById("lost").text()).contains("remove the app first");
		lockAndSetPassword();
		assertThat(mail("Your account is locked").text()).contains("make new recovery codes");
		Page in = this.browser.submit(signIn("another horse with batteries"), phone.form());
		assertThat(in.address().getPath()).isEqualTo("/account");
		assertThat(in.document().select("main a[href=/account/security/recovery-codes]")).isNotEmpty();
	}

	@Test
	void lockWhenASecondFactorIsRequiredThenTheOwnerComesInAsANewPersonDoes() {
		this.person = this.actors.confirmed("CAREFUL");
		this.browser = this.actors.browser();
		TestAuthenticator.of(this.person.id(), this.beans);
		lockAndSetPassword();
		Page second = signIn("another horse with batteries");
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		this.browser.post("/signin/second/mail", Map.of("_csrf", second.csrf()));
		String code = mail("Your code for the second step").code();
		Page in = this.browser.submit(this.browser.open("/signin/second"), Map.of("code", code));
		assertThat(in.address().getPath()).isEqualTo("/account");
	}

	/** The owner's as well: whoever is the first after that is told of. */
	@Test
	void lockThenTheBrowserOfSomebodyElseIsNewAgain() {
		Browser thief = this.actors.signedIn(this.person);
		lockAndSetPassword();
		signIn("another horse with batteries");
		thief.submit(thief.open("/signin"),
				Map.of("login", this.person.username(), "password", "another horse with batteries"));
		assertThat(Mailbox.of(this.person.emailAddress()).await(6)).extracting(ReceivedMail::subject)
			.filteredOn("A new browser signed in to your account"::equals)
			.hasSize(3);
	}

	@Test
	void lockWhenSignInIsLongAgoThenThatIsEnough() {
		this.clock.advance(Duration.ofMinutes(25));
		Page locked = this.browser.submit(this.browser.open(PATH), Map.of("username", this.person.username()));
		assertThat(locked.address().getPath()).isEqualTo("/recover");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "somebody", "<script>", "a\u0000b", "x\ny" })
	void lockWhenSomethingElseIsTypedThenSaysSoThereAndKeepsIt(String typed) {
		Page page = this.browser.submit(this.browser.open(PATH), Map.of("username", typed));
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(page.document().getElementById("username-error")).isNotNull();
		assertThat(page.document().getElementById("username").attr("aria-describedby")).isEqualTo("username-error");
		assertThat(page.document().getElementById("username").attr("value").strip())
			.isEqualTo(typed.replace("\u0000", "\ufffd").strip());
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void lockWhenTooLongThenSaysSo() {
		Page page = this.browser.submit(this.browser.open(PATH), Map.of("username", "x".repeat(20_000)));
		assertThat(page.document().getElementById("username-error")).isNotNull();
	}

	@Test
	void lockWhenAddressIsNotConfirmedThenLeadsToConfirmingIt() {
		Account unproved = this.actors.person("USER");
		Browser theirs = this.actors.signedIn(unproved);
		Page page = theirs.open(PATH);
		assertThat(page.document().select("main form")).isEmpty();
		assertThat(page.document().select("main a[href=/account/email]")).isNotEmpty();
		String token = theirs.csrf();
		theirs.post(PATH, Map.of("username", unproved.username(), "_csrf", token));
		assertThat(theirs.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void lockWhenTokenOfTheFormIsMissingOrOfSomebodyElseThenRefused() {
		Map<String, String> form = Map.of("username", this.person.username());
		assertThat(this.browser.postOnly(PATH, form, Map.of()).status()).isEqualTo(403);
		Browser other = this.actors.signedIn(this.actors.person("USER"));
		String token = other.open(PATH).csrf();
		assertThat(this.browser.postOnly(PATH, Map.of("username", this.person.username(), "_csrf", token), Map.of())
			.status()).isEqualTo(403);
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void lockWhenPostedTwiceThenTheSecondTimeAsksForASignIn() {
		Page question = this.browser.open(PATH);
		this.browser.submit(question, Map.of("username", this.person.username()));
		assertThat(this.browser.submit(question, Map.of("username", this.person.username())).address().getPath())
			.isEqualTo("/signin");
		assertThat(Mailbox.of(this.person.emailAddress()).only().subject()).isEqualTo("Your account is locked");
	}

	/** As from the mails about what was added, and about the lock. */
	private void lockAndSetPassword() {
		this.browser.submit(this.browser.open("/lock?token=" + token()), Map.of());
		this.browser.submit(this.browser.open("/recover"), Map.of("login", this.person.username()));
		String link = mail("A new password for your account").links().get(0);
		this.browser.submit(this.browser.open(link), Map.of("password", "another horse with batteries"));
	}

	private Page signIn(String password) {
		return this.browser.submit(this.browser.open("/signin"),
				Map.of("login", this.person.username(), "password", password));
	}

	private String token() {
		return token(Purpose.LOCK_ACCOUNT);
	}

	private String token(Purpose purpose) {
		return this.beans.getBean(MailedProofs.class)
			.issue(purpose, this.person.id(), new EmailAddress(this.person.emailAddress()))
			.token();
	}

	private void forgetPassword() {
		this.beans.getBean(JdbcClient.class)
			.sql("delete from passwords where account_id = :id")
			.param("id", this.person.id().value())
			.update();
	}

	private ReceivedMail mail(String subject) {
		return Mailbox.of(this.person.emailAddress()).about(subject);
	}

}
