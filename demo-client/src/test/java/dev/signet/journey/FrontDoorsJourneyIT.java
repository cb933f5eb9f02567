package dev.signet.journey;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody comes by, and does not sign in yet.
 */
class FrontDoorsJourneyIT extends Journey {

	@Test
	void openWhenSignedOutThenBothAppsOfferSignIn() {
		this.page.navigate(this.demo.notes());
		assertThat(this.page).hasTitle("Welcome · Northwind Notes");
		assertThat(this.page.getByText("Sign in with Signet").first()).isVisible();
		picture("notes-front-door");
		this.page.navigate(this.demo.travel());
		assertThat(this.page).hasTitle("Welcome · Tidewater Travel");
		assertThat(this.page.getByText("Sign in with Signet").first()).isVisible();
		picture("travel-front-door");
	}

	@Test
	void openWhenApiIsVisitedThenExplainsItself() {
		this.page.navigate(this.demo.api());
		assertThat(this.page.getByText("An API with a guard at the door")).isVisible();
		picture("api-front-door");
	}

}
