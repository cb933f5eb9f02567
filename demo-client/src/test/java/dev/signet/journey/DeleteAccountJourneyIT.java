package dev.signet.journey;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody deletes their account, and thinks better of it.
 */
class DeleteAccountJourneyIT extends PersonJourney {

	@Test
	void deleteWhenRegrettedThenTheNextSignInKeepsTheAccount() {
		register();
		open("/account/delete");
		submit();
		assertThat(this.page.locator("#confirmation-error")).isVisible();
		look("account-delete-error");
		this.page.locator("#confirmation").fill(this.name);
		submit();
		assertThat(heading("Your account is to be deleted")).isVisible();
		picture("account-deletion-asked");
		open("/account");
		assertThat(this.page).hasURL(at("/signin?next=%2Faccount"));
		typePassword(PASSWORD);
		assertThat(button("Keep my account")).isVisible();
		picture("sign-in-keep");
		button("Keep my account").click();
		assertThat(this.page).hasURL(at("/account"));
	}

}
