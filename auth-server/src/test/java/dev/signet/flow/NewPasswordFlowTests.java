package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.credential.Authenticators;
import dev.signet.credential.Passwords;
import dev.signet.credential.TestAuthenticator;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wherever people choose a password: what the page says before, and what is refused.
 */
class NewPasswordFlowTests extends SignedInPerson {

	private static final String CHANGE = "/account/password";

	private static final String REMOVE = "/account/security/authenticator/remove";

	private static final String SHORT = "k3j-99ax";

	private static final String LONG = "seven wet otters juggle";

	@Autowired
	private Passwords passwords;

	@Test
	void openThenEachPageSaysTheRuleAndLetsPasswordManagersWork() {
		assertSaysTheRule(this.actors.browser().open("/register").document(), "password", 15);
		assertSaysTheRule(this.browser.open(CHANGE).document(), "newPassword", 15);
		assertSaysTheRule(this.actors.browser().open(resetLink()).document(), "password", 15);
		assertThat(this.browser.open(CHANGE).document().getElementById("oldPassword").attr("autocomplete"))
			.isEqualTo("current-password");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			password12345678      | Many people use
			P4$$w0rd!!!!!!!!      | Many people use
			Lovelace Lovelace 1   | close to what anybody would try
			localhost localhost 1 | close to what anybody would try
			qwertyuiopasdfgh      | a run along the keyboard
			x1x1x1x1x1x1x1x1      | repeats the same few characters
			k3j-99ax              | at least 15 characters
			""")
	void chooseWhenEasyToGuessThenEachPageSaysSoInOneSentence(String password, String words) {
		Page changed = this.browser.submit(this.browser.open(CHANGE),
				Map.of("oldPassword", Actors.PASSWORD, "newPassword", password));
		assertThat(changed.document().getElementById("newPassword-error").text()).contains(words);
		Browser stranger = this.actors.browser();
		Page reset = stranger.submit(stranger.open(resetLink()), Map.of("password", password));
		assertThat(reset.document().getElementById("password-error").text()).contains(words);
		assertThat(this.passwords.matches(this.person.id(), Actors.PASSWORD)).isTrue();
	}

	@Test
	void registerWhen128CharactersOfFourBytesThenExactlyTheySignIn() {
		String name = "r" + UUID.randomUUID().toString().substring(0, 12);
		String password = "🦊🐻🐼🐨🐯🦁🐮🐷".repeat(16);
		Browser stranger = this.actors.browser();
		assertThat(stranger
			.submit(stranger.open("/register"),
					Map.of("username", name, "email", name + "@example.test", "password", password))
			.address()
			.getPath()).isEqualTo("/account");
		AccountId id = this.beans.getBean(Accounts.class).findByLogin(name).orElseThrow().id();
		assertThat(this.passwords.matches(id, password)).isTrue();
		assertThat(this.passwords.matches(id, "🦊🐻🐼🐨🐯🦁🐮🐷".repeat(15) + "🦊🐻🐼🐨🐯🦁🐮🐮")).isFalse();
	}

	@Test
	void changeWhenSecondFactorIsSetUpThenEightCharactersAreEnoughEverywhere() {
		TestAuthenticator.of(this.person.id(), this.beans);
		assertSaysTheRule(this.browser.open(CHANGE).document(), "newPassword", 8);
		assertSaysTheRule(this.actors.browser().open(resetLink()).document(), "password", 8);
		change(Actors.PASSWORD, SHORT);
		assertThat(this.passwords.matches(this.person.id(), SHORT)).isTrue();
		Page tooShort = change(SHORT, "k3j-99a");
		assertThat(tooShort.document().getElementById("newPassword-error").text()).contains("at least 8 characters");
	}

	@Test
	void changeWhenSecondFactorIsOnlyRequiredThenEightCharactersAreEnough() {
		Account careful = this.actors.person("USER", "CAREFUL");
		String link = resetLink(careful);
		assertSaysTheRule(this.actors.browser().open(link).document(), "password", 8);
		Browser stranger = this.actors.browser();
		assertThat(stranger.submit(stranger.open(link), Map.of("password", SHORT)).address().getPath())
			.isEqualTo("/signin");
		assertThat(this.passwords.matches(careful.id(), SHORT)).isTrue();
	}

	@Test
	void removeWhenPasswordIsTooShortAloneThenRefusedUntilThereIsALongerOne() {
		TestAuthenticator.of(this.person.id(), this.beans);
		change(Actors.PASSWORD, SHORT);
		Page ask = this.browser.open(REMOVE);
		assertThat(ask.document().select("[role=alert]").text()).contains("fewer than 15 characters");
		assertThat(ask.document().select("main form")).isEmpty();
		assertThat(ask.document().select("main a.button[href=" + CHANGE + "]")).hasSize(1);
		String token = this.browser.open(CHANGE).csrf();
		Page refused = this.browser.post(REMOVE, Map.of("_csrf", token));
		assertThat(refused.document().select("[role=alert]").text()).contains("fewer than 15 characters");
		assertThat(hasApp()).isTrue();
		change(SHORT, LONG);
		Page longEnough = this.browser.open(REMOVE);
		String fresh = longEnough.csrf();
		this.browser.post(REMOVE, Map.of("_csrf", fresh));
		assertThat(hasApp()).isFalse();
		assertSaysTheRule(this.browser.open(CHANGE).document(), "newPassword", 15);
	}

	/** No page without scripts shows what needs them; nothing forbids to paste. */
	private static void assertSaysTheRule(Document page, String field, int minLength) {
		Element input = page.getElementById(field);
		assertThat(input.attr("autocomplete")).isEqualTo("new-password");
		assertThat(input.attr("type")).isEqualTo("password");
		assertThat(input.attributes().asList()).noneMatch(
				(attribute) -> List.of("maxlength", "minlength", "pattern", "onpaste").contains(attribute.getKey()));
		assertThat(input.attr("aria-describedby")).isEqualTo(field + "-hint");
		assertThat(page.getElementById(field + "-hint").text()).startsWith("At least " + minLength + " characters.");
		Element strength = page.selectFirst("[data-strength=" + field + "]");
		assertThat(strength.hasAttr("hidden")).isTrue();
		assertThat(strength.attr("data-minimum")).isEqualTo(String.valueOf(minLength));
		assertThat(strength.attr("data-short")).isEqualTo("Too short: {0} of {1} characters.");
		assertThat(strength.selectFirst("output").attr("for")).isEqualTo(field);
		assertThat(page.select("script[src^=/js/password][defer]")).hasSize(1);
		Element reveal = page.selectFirst("[data-reveal=" + field + "]");
		assertThat(reveal.hasAttr("hidden")).isTrue();
		assertThat(reveal.attr("aria-pressed")).isEqualTo("false");
	}

	private Page change(String old, String wanted) {
		return this.browser.submit(this.browser.open(CHANGE), Map.of("oldPassword", old, "newPassword", wanted));
	}

	private String resetLink() {
		return resetLink(this.person);
	}

	/** Not by mail: how often that is sent is limited. */
	private String resetLink(Account owner) {
		this.clock.advance(Duration.ofSeconds(1));
		this.actors.confirm(owner);
		return "/recover/password?token=" + this.beans.getBean(MailedProofs.class)
			.issue(Purpose.RESET_PASSWORD, owner.id(), new EmailAddress(owner.emailAddress()))
			.token();
	}

	private boolean hasApp() {
		return this.beans.getBean(Authenticators.class).of(this.person.id()).isPresent();
	}

}
