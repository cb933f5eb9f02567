package dev.signet.journey;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The field for a new password says how it is doing while somebody types.
 */
class NewPasswordJourneyIT extends PersonJourney {

	@Test
	void typeWhenPasswordIsNewThenThePageSaysHowItIsDoing() {
		open("/register");
		Locator password = this.page.locator("#password");
		Locator said = this.page.locator(".strength output");
		assertThat(said).isHidden();
		this.page.getByLabel("Username").fill("wandering-albatross");
		password.pressSequentially("short");
		assertThat(said).hasText("Too short: 5 of 15 characters.");
		look("new-password-short");
		password.fill("qwertyuiop-password");
		assertThat(said).hasText("Long enough, but easy to guess. Add a word or two.");
		password.fill("wandering-albatross-wandering");
		assertThat(said).hasText("Long enough, but easy to guess. Add a word or two.");
		password.fill(PASSWORD);
		assertThat(said).hasText("Good.");
		picture("new-password-good");
		password.fill("");
		assertThat(said).isHidden();
	}

	@Test
	void showWhenPasswordIsTypedThenItIsReadUntilTheFormIsSent() {
		open("/signin");
		Locator password = this.page.locator("#password");
		password.fill("not right at all");
		Locator show = button("Show password");
		assertThat(show).hasAttribute("aria-pressed", "false");
		show.click();
		assertThat(password).hasAttribute("type", "text");
		assertThat(show).hasAttribute("aria-pressed", "true");
		look("sign-in-password-shown");
		show.click();
		assertThat(password).hasAttribute("type", "password");
		show.click();
		// A browser may keep what was typed into a field that shows it
		withhold(at("/signin"));
		this.page.locator("#submit").click();
		assertThat(password).hasAttribute("type", "password");
	}

}
