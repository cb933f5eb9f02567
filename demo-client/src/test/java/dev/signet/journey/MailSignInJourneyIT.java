package dev.signet.journey;

import java.util.List;

import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody who does not know their password at the moment signs in by their mailbox.
 */
class MailSignInJourneyIT extends PersonJourney {

	private static final String SUBJECT = "Your code to sign in";

	@Test
	void signInWhenCodeIsMailedThenNoPasswordIsNeeded() {
		register();
		confirmAddress();
		signOut();
		open("/signin");
		button("Mail me a code instead").click();
		assertThat(heading("Sign in by mail")).isVisible();
		submit();
		assertThat(this.page.locator("#login-error")).isVisible();
		picture("sign-in-by-mail");
		askForCode();
		picture("sign-in-by-mail-code");
		answer("0000-0000");
		assertThat(this.page.locator("#code-error")).isVisible();
		look("sign-in-by-mail-code-error");
		String code = mailedCode(SUBJECT);
		open("/signin/mail/code");
		answer(code);
		assertThat(this.page).hasURL(at("/account"));
	}

	@Test
	void signInWhenLinkIsFollowedThenItWorksOnceAndOnlyInTheSameBrowser() {
		register();
		confirmAddress();
		signOut();
		open("/signin/mail");
		askForCode();
		openMail(SUBJECT);
		String link = this.page.locator("pre.letter a[href*='/signin/mail/link']").getAttribute("href");
		List<Cookie> cookies = this.browser.cookies();
		this.browser.clearCookies();
		this.page.navigate(link);
		assertThat(heading("Enter the code instead")).isVisible();
		look("sign-in-by-mail-elsewhere");
		this.browser.clearCookies();
		this.browser.addCookies(cookies);
		this.page.navigate(link);
		assertThat(heading("Sign in here?")).isVisible();
		picture("sign-in-by-mail-link");
		button("Sign in").click();
		assertThat(this.page).hasURL(at("/account"));
		signOut();
		this.page.navigate(link);
		assertThat(heading("This link no longer works")).isVisible();
	}

	private void askForCode() {
		this.page.locator("#login").fill(this.name);
		submit();
		assertThat(heading("Check your mail")).isVisible();
	}

	private void answer(String code) {
		this.page.locator("#code").fill(code);
		submit();
	}

}
