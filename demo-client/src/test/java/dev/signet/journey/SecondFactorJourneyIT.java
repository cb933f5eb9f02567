package dev.signet.journey;

import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody sets up an authenticator app, and needs it from then on.
 */
class SecondFactorJourneyIT extends PersonJourney {

	private static final String TWO_FACTORS = "urn:signet:acr:2fa";

	@Test
	void signInWhenAppIsSetUpThenItsCodeOrARecoveryCodeIsAsked() {
		register();
		open("/account/security");
		this.page.locator("#set-up").click();
		AuthenticatorApp app = new AuthenticatorApp(this.page.locator("#secret").innerText());
		picture("authenticator");
		answer("no code");
		assertThat(this.page.locator("#code-error")).isVisible();
		look("authenticator-error");
		answer(app.code());
		assertThat(heading("One more thing: recovery codes")).isVisible();
		picture("recovery-codes-offer");
		this.page.locator("#show").click();
		assertThat(heading("Keep these recovery codes")).isVisible();
		picture("recovery-codes");
		String recoveryCode = this.page.locator(".codes code").first().innerText();
		this.page.locator("#onwards").click();
		assertThat(this.page).hasURL(at("/account/security"));
		picture("account-security");

		signOut();
		open("/signin");
		typePassword(PASSWORD);
		assertThat(heading("One more step")).isVisible();
		picture("second-step");
		open("/account");
		assertThat(this.page).hasURL(at("/signin?next=%2Faccount"));
		open("/signin/second");
		answer("000000");
		assertThat(this.page.locator("#code-error")).isVisible();
		look("second-step-error");
		answer(app.code());
		assertThat(this.page).hasURL(at("/account"));
		open("/account/security/authenticator");
		look("authenticator-replace");
		open("/account/security/authenticator/remove");
		look("authenticator-remove");
		open("/account/security/recovery-codes");
		look("recovery-codes-renew");

		signOut();
		open("/signin");
		typePassword(PASSWORD);
		this.page.getByText("Use a recovery code").click();
		assertThat(this.page).hasURL(Pattern.compile(".*with=recovery.*"));
		look("second-step-recovery");
		answer(recoveryCode);
		assertThat(this.page).hasURL(at("/account"));
		open("/account/security");
		assertThat(this.page.getByText("9 of your codes are left.")).isVisible();
	}

	@Test
	void authorizeWhenAppWantsTwoFactorsThenTheCodeIsAskedOnTopOfTheSession() {
		register();
		try (BrowserContext elsewhere = newBrowser()) {
			Page other = elsewhere.newPage();
			other.navigate(at("/signin"));
			other.locator("input[name=login]").fill(this.name);
			other.locator("input[name=password]").fill(PASSWORD);
			other.locator("#submit").click();
			assertThat(other).hasURL(at("/account"));
			other.navigate(at("/account/security/authenticator"));
			AuthenticatorApp app = new AuthenticatorApp(other.locator("#secret").innerText());
			other.locator("#code").fill(app.code());
			other.locator("#submit").click();
			assertThat(other.locator("#show")).isVisible();

			this.page.navigate(authorizationRequest("&acr_values=" + TWO_FACTORS));
			assertThat(heading("One more step")).isVisible();
			answer(app.code());
			allow();
			assertThat(this.page.locator("main")).containsText(TWO_FACTORS);
		}
	}

	@Test
	void callWhenTheApiWantsASecondStepThenTheAppAsksForItAndTheApiIsContent() {
		register();
		this.page.navigate(authorizationRequest(""));
		allow();
		button("A sealed note").click();
		assertThat(this.page.locator("#api")).containsText("insufficient_user_authentication");
		look("step-up-wanted");
		link("Take the second step").click();
		answer(new AuthenticatorApp(this.page.locator("#secret").innerText()).code());
		this.page.locator("#show").click();
		this.page.locator("#onwards").click();
		assertThat(heading("Hello, " + this.name)).isVisible();
		button("A sealed note").click();
		assertThat(this.page.locator("#api")).containsText("Under seal");
	}

	private void answer(String code) {
		this.page.locator("#code").fill(code);
		this.page.locator("#submit").click();
	}

}
