package dev.signet.journey;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Sign-ins with "Google", which is a stand-in of the demonstration: the first one from an
 * app, the return, and the owner of an account who must prove it first.
 */
class UpstreamJourneyIT extends PersonJourney {

	@Test
	void signInWhenNewThenTheAppIsNextAndTheReturnAsksNothing() {
		this.page.navigate(this.demo.notes());
		this.page.getByText("Sign in with Signet").first().click();
		assertThat(google()).isVisible();
		picture("sign-in-with-providers");
		google().click();
		comeBackAs(this.name, this.name + "@mail.example");
		assertThat(button("Allow")).isVisible();
		button("Allow").click();
		assertThat(this.page).hasURL(Pattern.compile(this.demo.notes() + "/.*"));
		assertThat(this.page.getByText("Hello,").first()).isVisible();
		open("/account/security");
		picture("account-made-elsewhere");
		signOut();
		this.page.navigate(this.demo.notes() + "/oauth2/authorization/signet");
		google().click();
		comeBackAs(this.name, this.name + "@mail.example");
		assertThat(this.page).hasURL(Pattern.compile(this.demo.notes() + "/.*"));
	}

	@Test
	void signInWhenAnAccountHasTheAddressThenItsOwnerProvesItAndGoesOn() {
		register();
		confirmAddress();
		signOut();
		this.page.navigate(authorizationRequest(""));
		google().click();
		comeBackAs(this.name, this.name + "@demo.example");
		assertThat(heading("Sign in to your account first")).isVisible();
		picture("prove-the-account");
		// Nobody is in by that
		open("/account");
		assertThat(this.page).hasURL(Pattern.compile(".*/signin\\?next=.*"));
		this.page.goBack();
		this.page.locator("#sign-in").click();
		picture("sign-in-to-link");
		typePassword("not the password of this person");
		assertThat(this.page.locator("#problem")).isVisible();
		typePassword(PASSWORD);
		assertThat(heading("Link Google?")).isVisible();
		picture("confirm-the-link");
		button("Link").click();
		allow();
		signOut();
		this.page.navigate(authorizationRequest(""));
		google().click();
		comeBackAs(this.name, this.name + "@demo.example");
		assertThat(heading("Hello, " + this.name)).isVisible();
	}

	@Test
	void signInWhenCancelledOverThereThenTheWayOnKeepsTheApp() {
		this.page.navigate(authorizationRequest(""));
		google().click();
		button("Cancel").click();
		assertThat(heading("You did not go through with it")).isVisible();
		picture("cancelled-elsewhere");
		this.page.locator("#way-on").click();
		assertThat(this.page.getByText("Northwind Notes").first()).isVisible();
	}

	@Test
	void signInWhenSomethingIsMissingThenOnlyThatIsAsked() {
		this.page.navigate(authorizationRequest(""));
		google().click();
		// Whose name would be that of somebody who is here
		comeBackAs("Alice", "alice@" + this.name + ".example");
		assertThat(heading("One more thing")).isVisible();
		picture("one-more-thing");
		this.page.locator("#username").fill("");
		submitFirst();
		assertThat(this.page.locator("#username-error")).isVisible();
		picture("one-more-thing-errors");
		this.page.locator("#username").fill(this.name);
		submitFirst();
		assertThat(button("Allow")).isVisible();
	}

	private Locator google() {
		return button("Continue with Google");
	}

	/** Is somebody over there, known by their address. */
	private void comeBackAs(String name, String address) {
		this.page.locator("#name").fill(name);
		this.page.locator("#address").fill(address);
		button("Go on").click();
	}

	private void submitFirst() {
		this.page.locator("main form button[type=submit]").first().click();
	}

}
