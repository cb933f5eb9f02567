package dev.signet.journey;

import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A server that asks more of people than the demonstration: to accept terms, to show that
 * they read mail at their address, and to wait until they are approved.
 */
class StricterServerJourneyIT extends PersonJourney {

	private static final String[] SETTINGS = { BareServer.DEMONSTRATION, "--signet.registration.verify-email=true",
			"--signet.registration.approval=true", "--signet.registration.terms-url=https://terms.example/",
			"--signet.registration.terms-version=1", "--signet.registration.privacy-url=https://privacy.example/" };

	private BareServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = BareServer.running(SETTINGS);
	}

	@Override
	protected String at(String path) {
		return this.server.issuer() + path;
	}

	@Test
	void signUpWhenCodeAndTermsAndApprovalAreWantedThenTheyWaitInTheEnd() {
		String wrong = this.name + "@wrong.example";
		open("/register");
		look("strict-sign-up");
		fillIn(wrong);
		submit();
		assertThat(this.page.locator("#accepted-error")).isVisible();
		look("strict-sign-up-errors");
		fillIn(wrong);
		this.page.getByLabel("I accept the terms of service.").check();
		submit();
		assertThat(heading("Check your mail")).isVisible();
		picture("strict-code");
		this.page.locator("#code").fill("0000-0000");
		button("Create account").click();
		assertThat(this.page.locator("#code-error")).isVisible();
		look("strict-code-error");
		link("Use another address").click();
		assertThat(heading("Where shall the code go?")).isVisible();
		picture("strict-other-address");
		this.page.locator("#email").fill(this.address);
		submit();
		assertThat(heading("Check your mail")).isVisible();
		String waiting = this.page.url();
		String code = mailedCode("Your code is in this mail");
		this.page.navigate(waiting);
		this.page.locator("#code").fill(code);
		button("Create account").click();
		assertThat(heading("Your account is waiting for approval")).isVisible();
		picture("strict-waiting");
		open("/signin");
		typePassword(PASSWORD);
		assertThat(this.page.locator("#problem")).isVisible();
		look("strict-sign-in-waiting");
	}

	@Test
	void signInWhenTermsWereNotAcceptedThenTheyAreNext() {
		open("/signin");
		signInAs("carol", "carol-of-the-bells");
		assertThat(heading("Terms of service")).isVisible();
		picture("strict-terms");
		button("I accept them").click();
		assertThat(this.page).hasURL(at("/account"));
	}

	@Test
	void signInWhenNewcomersOfAProviderAreApprovedThenTheyWait() {
		open("/admin/providers");
		signInAsAlice();
		button("I accept them").click();
		link("Google").click();
		assertThat(this.page).hasURL(Pattern.compile(at("/admin/providers/") + "[0-9a-f-]{36}$"));
		String provider = this.page.url();
		this.page.navigate(provider + "/edit");
		this.page.locator("details.more summary").click();
		this.page.locator("#creation").selectOption("BY_APPROVAL");
		this.page.locator("#submit").click();
		assertThat(this.page).hasURL(provider);
		signOut();
		open("/signin");
		google().click();
		comeBackAs(this.name, this.address);
		assertThat(heading("Almost there")).isVisible();
		picture("strict-provider-waiting");
	}

	private void fillIn(String email) {
		this.page.getByLabel("Username").fill(this.name);
		this.page.getByLabel("Email").fill(email);
		this.page.locator("input[name=password]").fill(PASSWORD);
	}

}
