package dev.signet.flow;

import java.time.Duration;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person changes their password, hears of it, and can stop it when it was not them.
 */
class PasswordChangeFlowTests extends SignedInPerson {

	private static final String PATH = "/account/password";

	private static final String NEW = "another horse with batteries";

	@Autowired
	private Passwords passwords;

	@Override
	Account somebody() {
		return this.actors.confirmed("USER");
	}

	@Test
	void changeThenOnlyThisSessionGoesOnUnderANewCookieAndAllTokensAreDead() {
		RelyingParty app = this.actors.app();
		Browser other = this.actors.consented(this.person, app);
		RelyingParty.Answer tokens = app.redeem(app.code(other));
		RelyingParty.Answer ownTokens = app.redeem(app.code(this.browser));
		String cookie = this.browser.cookies().get("signet-session");
		Page changed = change(Actors.PASSWORD, NEW);
		assertThat(changed.document().select("[role=status]").text()).startsWith("Your password is changed.");
		assertThat(this.browser.cookies().get("signet-session")).isNotEqualTo(cookie);
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
		assertThat(other.open("/account").address().getPath()).isEqualTo("/signin");
		Browser thief = this.actors.browser();
		thief.setCookie("signet-session", cookie);
		assertThat(thief.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(app.refresh(ownTokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(this.passwords.matches(this.person.id(), NEW)).isTrue();
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("Your password was changed"))
			.anyMatch((line) -> line.startsWith("A session ended because your password was changed"));
	}

	/** It may be that of somebody else, who is not to pass for the owner there. */
	@Test
	void changeThenAnyOtherBrowserIsNewAgain() {
		Browser other = this.actors.signedIn(this.person);
		change(Actors.PASSWORD, NEW);
		Mailbox mailbox = Mailbox.of(this.person.emailAddress());
		assertThat(mailbox.await(2)).extracting(ReceivedMail::subject)
			.containsExactly("A new browser signed in to your account", "Your password was changed");
		other.submit(other.open("/signin"), Map.of("login", this.person.username(), "password", NEW));
		assertThat(mailbox.await(3).get(2).subject()).as("the one of the change is known")
			.isEqualTo("A new browser signed in to your account");
	}

	@Test
	void lockWhenOwnerFollowsTheMailThenNobodyIsInUntilANewPasswordCameByMail() {
		change(Actors.PASSWORD, NEW);
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		assertThat(mail.subject()).isEqualTo("Your password was changed");
		assertThat(mail.text()).contains(this.person.username()).doesNotContain(NEW);
		String link = mail.links().get(0);
		Browser owner = this.actors.browser();
		Page question = owner.open(link);
		assertThat(question.document().select("h1").text()).isEqualTo("Lock your account now?");
		assertThat(this.browser.open("/account").address().getPath()).as("looking locks nothing").isEqualTo("/account");
		Page locked = owner.submit(question, Map.of("token", token(link)));
		assertThat(locked.address().getPath()).isEqualTo("/recover");
		assertThat(locked.document().select("[role=status]").text()).startsWith("The account is locked.");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		Browser thief = this.actors.browser();
		Page wrong = thief.submit(thief.open("/signin"), Map.of("login", this.person.username(), "password", NEW));
		assertThat(wrong.document().select("[role=alert]").text()).startsWith("The name or password is wrong.");
		assertThat(owner.open(link).status()).as("a second time").isEqualTo(410);
		assertThat(Mailbox.of(this.person.emailAddress()).await(2).get(1).subject())
			.isEqualTo("Your account is locked");
	}

	@Test
	void changeWhenAddressIsNotConfirmedThenNoMail() {
		Account unproved = this.actors.person("USER");
		this.browser = this.actors.signedIn(unproved);
		assertThat(change(Actors.PASSWORD, NEW).document().select("[role=status]")).hasSize(1);
		assertThat(Mailbox.of(unproved.emailAddress()).all()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'', another horse with batteries, oldPassword", "wrong, another horse with batteries, oldPassword",
			"correct horse battery staple, '', newPassword", "correct horse battery staple, short, newPassword",
			"correct horse battery staple, correct horse battery staple, newPassword",
			"correct horse battery staple, 'another\\0horse with batteries', newPassword" })
	void changeWhenSomethingIsWrongThenSaysSoThereAndChangesNothing(String old, String wanted, String field) {
		Browser other = this.actors.signedIn(this.person);
		Mailbox.of(this.person.emailAddress()).only();
		Page page = change(old, wanted.translateEscapes());
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(page.document().getElementById(field + "-error")).isNotNull();
		assertThat(page.document().select("input[type=password]").eachAttr("value")).allMatch(String::isEmpty);
		assertThat(this.passwords.matches(this.person.id(), Actors.PASSWORD)).isTrue();
		assertThat(other.open("/account").address().getPath()).isEqualTo("/account");
		assertThat(Mailbox.of(this.person.emailAddress()).only().subject()).as("of the other browser")
			.startsWith("A new browser");
	}

	@Test
	void changeWhenTooLongThenSaysSo() {
		assertThat(change(Actors.PASSWORD, "x".repeat(20_000)).document().getElementById("newPassword-error"))
			.isNotNull();
		assertThat(change("x".repeat(20_000), NEW).document().getElementById("oldPassword-error")).isNotNull();
	}

	@Test
	void changeWhenOldOneWasWrongTenTimesThenLimitedEvenForTheRightOne() {
		for (int i = 0; i < 10; i++) {
			assertThat(change("wrong " + i, NEW).status()).isEqualTo(200);
		}
		Page limited = change(Actors.PASSWORD, NEW);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().getElementById("oldPassword-error").text()).contains("15 minutes");
		this.clock.advance(Duration.ofMinutes(15));
		assertThat(this.browser.open(PATH).address().getPath()).as("only with a recent sign-in").isEqualTo("/signin");
		this.browser = this.actors.signedIn(this.person);
		assertThat(change(Actors.PASSWORD, NEW).document().select("[role=status]")).hasSize(1);
	}

	@Test
	void changeWhenAnotherTabDidItFirstThenThatFormIsStale() {
		Page tab = this.browser.open(PATH);
		change(Actors.PASSWORD, NEW);
		Page stale = this.browser.submitOnly(tab, Map.of("oldPassword", NEW, "newPassword", "yet another horse here"));
		assertThat(stale.status()).isEqualTo(403);
		assertThat(this.passwords.matches(this.person.id(), NEW)).isTrue();
	}

	private Page change(String old, String wanted) {
		return this.browser.submit(this.browser.open(PATH), Map.of("oldPassword", old, "newPassword", wanted));
	}

	private static String token(String link) {
		return link.substring(link.indexOf("token=") + 6);
	}

}
