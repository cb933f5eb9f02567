package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.credential.Passwords;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.passkey.Passkey;
import dev.signet.passkey.TestPasskey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page where a person keeps their passkeys: adds one, names it, removes it.
 */
class PasskeySettingsFlowTests extends PasskeyPerson {

	private static final String ADD = "/account/security/passkeys/add";

	@Test
	void addWhenItIsTheFirstFactorThenItCountsAndTheCodesAreShownOnce() {
		this.browser = this.actors.signedIn(this.person);
		TestPasskey passkey = TestPasskey.fresh(this.beans);
		Page add = this.browser.open(ADD);
		assertThat(add.document().select("form[data-passkey=create][hidden]")).hasSize(1);
		Page done = this.browser.submit(add, Map.of("passkey", passkey.make(question(add))));
		Page codes = this.actors.recoveryCodes(this.browser, done);
		assertThat(codes.document().select(".codes code")).hasSize(10);
		Page overview = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		assertThat(overview.document().text()).contains("10 of your codes are left", "On one device");
		assertThat(this.actors.events(this.person.id())).contains("passkey.added", "credential.recovery-codes-made",
				"signin.second-factor-added");
		assertThat(this.browser.open("/account/activity").document().text()).contains("A passkey was added");
		this.browser = this.actors.browser();
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		Page recovery = this.browser
			.open(second.document().selectFirst("main a[href^=/signin/second?with=recovery]").attr("href"));
		assertThat(this.browser.submit(recovery, Map.of("code", codes.document().select(".codes code").get(0).text()))
			.address()
			.getPath()).isEqualTo("/account");
		this.browser = this.actors.browser();
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void addWhenThereIsAFactorThenTheCodesStay() {
		TestPasskey.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		this.browser = this.actors.browser();
		List<String> codes = TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.browser.submit(
				this.browser
					.open(second.document().selectFirst("main a[href^=/signin/second?with=recovery]").attr("href")),
				Map.of("code", codes.get(0)));
		Page add = this.browser.open(ADD);
		Page done = this.browser.submit(add, Map.of("passkey", TestPasskey.fresh(this.beans).make(question(add))));
		assertThat(done.document().select("[role=status]").text()).contains("The passkey is added");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(9);
		Page app = this.browser.open("/account/security/authenticator");
		TestAuthenticator phone = TestAuthenticator.typed(app.document().selectFirst("#secret").text(), this.beans);
		assertThat(this.browser.submit(app, Map.of("code", phone.shown())).document().select("[role=status]").text())
			.contains("counts from now on");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(9);
	}

	@Test
	void addWhenAnswerIsNoneThenSaysSoWithANewQuestion() {
		this.browser = this.actors.signedIn(this.person);
		Page add = this.browser.open(ADD);
		for (String answer : List.of("", "{}", "x".repeat(30_000))) {
			Page again = this.browser.submit(add, Map.of("passkey", answer));
			assertThat(again.document().select("#problem").text()).contains("could not be added");
			assertThat(question(again)).isNotEqualTo(question(add));
		}
		assertThat(this.passkeys.of(this.person.id())).isEmpty();
	}

	@Test
	void pagesWhenSignInIsOldThenAskForItAgain() {
		this.browser = this.actors.signedIn(this.person);
		TestPasskey.of(this.person.id(), this.beans);
		String id = this.passkeys.of(this.person.id()).get(0).id().toString();
		this.clock.advance(Duration.ofMinutes(16));
		for (String page : List.of("add", id, id + "/remove")) {
			assertThat(this.browser.open("/account/security/passkeys/" + page).address().getPath())
				.isEqualTo("/signin");
		}
	}

	@Test
	void renameThenTheListSaysSo() {
		Page page = onPasskey();
		assertThat(page.document().selectFirst("#name").attr("value")).isEqualTo("A device");
		Page done = this.browser.submit(page, Map.of("name", "  Laptop <b> "));
		assertThat(done.document().select("[role=status]").text()).contains("new name");
		assertThat(done.document().select(".device").text()).contains("Laptop <b>");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "  ", "a\u0007b", "12345678901234567890123456789012345678901234567890123456789012345" })
	void renameWhenNameIsNoneThenSaysSoAndKeepsWhatWasTyped(String name) {
		Page page = onPasskey();
		Page again = this.browser.submit(page, Map.of("name", name));
		assertThat(again.document().select("#name-error").text()).startsWith("Please");
		assertThat(again.document().selectFirst("#name").attr("value")).isEqualTo(name.strip());
		assertThat(this.passkeys.of(this.person.id())).extracting(Passkey::name).containsExactly("A device");
	}

	@Test
	void removeWhenConfirmedThenThePasswordIsEnoughAndTheCodesAreGone() {
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Page page = onPasskey();
		Page ask = this.browser.open(page.document().selectFirst("#remove").attr("href"));
		assertThat(ask.document().text()).contains("password alone");
		Page done = press(ask);
		assertThat(done.document().select("[role=status]").text()).contains("no longer counts");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isZero();
		assertThat(this.actors.events(this.person.id())).contains("passkey.removed");
		this.actors.signedIn(this.person);
	}

	@Test
	void removeWhenPasswordIsTooShortWithoutItThenNotUntilThereIsAnother() {
		Page page = onPasskey();
		this.beans.getBean(Passwords.class).set(this.person.id(), "k3j-99ax");
		String ask = "/account/security/passkeys/" + this.passkeys.of(this.person.id()).get(0).id() + "/remove";
		assertThat(this.browser.open(ask).document().select("[role=alert]").text()).contains("fewer than 15");
		this.browser.post(ask, token(page));
		assertThat(this.passkeys.of(this.person.id())).hasSize(1);
		TestAuthenticator.of(this.person.id(), this.beans);
		press(this.browser.open(ask));
		assertThat(this.passkeys.of(this.person.id())).isEmpty();
	}

	@Test
	void removeWhenItIsTheLastOneThatIsNeededThenNotUntilThereIsAnother() {
		this.person = this.actors.person("USER", CAREFUL);
		Page page = onPasskey();
		String ask = "/account/security/passkeys/" + this.passkeys.of(this.person.id()).get(0).id() + "/remove";
		assertThat(page.document().select("#remove")).isEmpty();
		assertThat(this.browser.open(ask).document().select("[role=alert]").text()).contains("the only one");
		this.browser.post(ask, token(page));
		assertThat(this.passkeys.of(this.person.id())).hasSize(1);
		TestAuthenticator.of(this.person.id(), this.beans);
		press(this.browser.open(ask));
		assertThat(this.passkeys.of(this.person.id())).isEmpty();
		assertThat(this.browser.open("/account/security").document().select("#remove")).as("the app is needed now")
			.isEmpty();
	}

	@Test
	void pagesWhenPasskeyIsOfAnotherThenNothingIsShownOrChanged() {
		Account other = this.actors.person("USER");
		TestPasskey.of(other.id(), this.beans);
		String theirs = "/account/security/passkeys/" + this.passkeys.of(other.id()).get(0).id();
		Page page = onPasskey();
		assertThat(this.browser.open(theirs).address().getPath()).isEqualTo("/account/security");
		assertThat(this.browser.open(theirs + "/remove").address().getPath()).isEqualTo("/account/security");
		Map<String, String> rename = Map.of("_csrf", token(page).get("_csrf"), "name", "Mine");
		this.browser.post(theirs, rename);
		this.browser.post(theirs + "/remove", token(page));
		assertThat(this.passkeys.of(other.id())).extracting(Passkey::name).containsExactly("A device");
		assertThat(this.browser.open("/account/security/passkeys/none").status()).isEqualTo(400);
	}

	private Page onPasskey() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		answer(this.browser.open("/signin"), passkey);
		return this.browser.open("/account/security/passkeys/" + this.passkeys.of(this.person.id()).get(0).id());
	}

	private Page press(Page page) {
		return this.browser.post(page.address().getPath(), token(page));
	}

	private static Map<String, String> token(Page page) {
		return Map.of("_csrf", page.csrf());
	}

}
