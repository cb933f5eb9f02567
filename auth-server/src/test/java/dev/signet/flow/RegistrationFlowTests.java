package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.account.Accounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Making an account by oneself, alone and on the way to an app.
 */
@SignetTest
class RegistrationFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	private String name;

	@BeforeEach
	void setUp() {
		this.name = "r" + UUID.randomUUID().toString().substring(0, 12);
	}

	@Test
	void registerWhenAloneThenSignedInAndTheNoticeIsShownOnce() {
		Browser browser = this.actors.browser();
		Page account = register(browser, browser.open("/register"), this.name, this.name + "@example.test");
		assertThat(account.address().getPath()).isEqualTo("/account");
		assertThat(account.document().select("[role=status]").text()).contains("Your account is ready");
		assertThat(browser.open("/account").document().select("[role=status]")).isEmpty();
	}

	@Test
	void registerWhenOnTheWayToAnAppThenTheAppIsNext() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.browser();
		Page signIn = app.authorize(browser, app.request());
		String link = signIn.document().selectFirst("a[href^=/register]").attr("href");
		Page consent = register(browser, browser.open(link), this.name, this.name + "@example.test");
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(this.actors.allowAll(browser, consent).answer()).containsKey("code");
	}

	@Test
	void registerWhenSentTwiceThenGoesOnAsTheFirstTime() {
		String name = "twice" + System.nanoTime() % 1_000_000_000;
		Browser browser = this.actors.browser();
		Map<String, String> form = Map.of("username", name, "email", name + "@example.test", "password",
				Actors.PASSWORD);
		Page page = browser.open("/register?next=%2Faccount%2Fapps");
		browser.submitOnly(page, form);
		assertThat(browser.submit(page, form).address().getPath()).isEqualTo("/account/apps");
		RelyingParty app = this.actors.app();
		Page waiting = app.authorize(browser, app.request(Map.of("prompt", "create")));
		assertThat(waiting.address().getPath()).isEqualTo("/register");
		String other = name + "b";
		Map<String, String> next = Map.of("username", other, "email", other + "@example.test", "password",
				Actors.PASSWORD);
		browser.submitOnly(waiting, next);
		assertThat(browser.submit(waiting, next).document().select("[value=allow]")).hasSize(1);
	}

	@Test
	void registerWhenNameIsTakenInOtherCaseThenErrorBesideTheFieldAndValuesKept() {
		Browser first = this.actors.browser();
		register(first, first.open("/register"), this.name, this.name + "@example.test");
		String address = "other-" + this.name + "@example.test";
		Browser second = this.actors.browser();
		Page page = register(second, second.open("/register"), this.name.toUpperCase(), address);
		assertThat(page.address().getPath()).isEqualTo("/register");
		assertThat(page.document().selectFirst("[name=username]").attr("aria-invalid")).isEqualTo("true");
		assertThat(page.document().selectFirst("[name=email]").val()).isEqualTo(address);
		assertThat(page.document().selectFirst("[name=password]").val()).isEmpty();
		assertThat(this.accounts.findByLogin(address)).isEmpty();
	}

	private Page register(Browser browser, Page page, String username, String email) {
		return browser.submit(page, Map.of("username", username, "email", email, "password", Actors.PASSWORD));
	}

}
