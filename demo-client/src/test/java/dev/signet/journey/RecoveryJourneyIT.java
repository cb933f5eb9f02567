package dev.signet.journey;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody forgot their password and gets in again by a mail.
 */
class RecoveryJourneyIT extends PersonJourney {

	private static final String NEW_PASSWORD = "another sentence that nobody guesses";

	@Test
	void recoverWhenPasswordIsForgottenThenALinkByMailLeadsToANewOne() {
		register();
		confirmAddress();
		signOut();
		open("/signin");
		this.page.getByText("Forgot your password?").click();
		assertThat(this.page).hasURL(at("/recover"));
		this.page.locator("input[name=login]").fill(this.name);
		submit();
		assertThat(this.page).hasURL(at("/recover/sent"));
		openMail("A new password for your account");
		picture("mail-reset");
		String link = this.page.locator("pre.letter a[href*='/recover/password']").getAttribute("href");
		this.page.navigate(link);
		picture("new-password");
		this.page.locator("input[name=password]").fill("short");
		submit();
		assertThat(this.page.locator("[aria-invalid=true]")).isVisible();
		look("new-password-errors");
		this.page.locator("input[name=password]").fill(NEW_PASSWORD);
		submit();
		assertThat(this.page).hasURL(at("/signin"));
		look("new-password-set");
		typePassword(PASSWORD);
		assertThat(this.page.locator("#problem")).isVisible();
		typePassword(NEW_PASSWORD);
		assertThat(this.page).hasURL(at("/account"));
		this.page.navigate(link);
		assertThat(heading("This link no longer works")).isVisible();
	}

}
