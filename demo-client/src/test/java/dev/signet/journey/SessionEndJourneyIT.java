package dev.signet.journey;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody leaves a page alone until their session is over.
 */
@ResourceLock(Journey.ADMINISTRATOR)
class SessionEndJourneyIT extends PersonJourney {

	@Test
	void typeWhenTheSessionEndsThenWhatWasTypedIsThereAfterSignIn() {
		register();
		this.page.clock().install();
		open("/account/profile");
		this.page.getByLabel("Nickname").fill("Countess");
		endSession();
		assertThat(this.page.getByText("What you typed is kept meanwhile")).isVisible();
		typePassword(PASSWORD);
		assertThat(this.page.getByLabel("Nickname")).hasValue("Countess");
		endSession();
		assertThat(this.page.getByText("What you typed is kept meanwhile")).isVisible();
		typePassword(PASSWORD);
		assertThat(this.page.getByLabel("Nickname")).hasValue("Countess");
		open("/account/profile");
		assertThat(this.page.getByLabel("Nickname")).hasValue("");
	}

	@Test
	void typeWhenTheSessionEndsInTheConsoleThenWhatWasTypedIsThereAfterSignIn() {
		open("/signin");
		signInAsAlice();
		assertThat(this.page).hasURL(at("/account"));
		this.page.clock().install();
		open("/admin/providers/add/openid-connect");
		this.page.locator("#alias").fill("typed-before");
		endSession();
		signInAsAlice();
		assertThat(this.page.locator("#alias")).hasValue("typed-before");
	}

	@Test
	void waitWhenTheSessionEndsThenThePageIsThereAfterSignIn() {
		register();
		this.page.clock().install();
		open("/account/profile");
		endSession();
		typePassword(PASSWORD);
		assertThat(this.page).hasURL(at("/account/profile"));
	}

	/** As it does on the server, where no clock can be put forward from here. */
	private void endSession() {
		// Its script counts from when it runs
		this.page.waitForLoadState();
		this.browser.clearCookies(new BrowserContext.ClearCookiesOptions().setName("signet-session"));
		this.page.clock().fastForward("31:00");
		assertThat(heading("Sign in")).isVisible();
	}

}
