package dev.signet.journey;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * One sign-in for two apps, an API that looks at roles, and the way out again.
 */
@ResourceLock(Journey.ADMINISTRATOR)
class SingleSignOnJourneyIT extends Journey {

	@Test
	void signInWhenFirstAppThenConsentAndKnownToTheSecondWithoutTyping() {
		this.page.navigate(this.demo.notes());
		follow("Sign in with Signet");
		assertThat(this.page).hasURL(Pattern.compile(".*/signin\\?request=.*"));
		assertThat(this.page.getByText("Northwind Notes").first()).isVisible();
		picture("sign-in");
		signIn("alice", "not-her-password-at-all");
		assertThat(this.page.getByRole(AriaRole.ALERT)).isVisible();
		picture("sign-in-failed");
		signIn("alice", "alice-in-wonderland");
		assertThat(button("Allow")).isVisible();
		assertThat(button("Deny")).isVisible();
		picture("consent");
		button("Allow").click();
		assertThat(heading("Hello, Alice Liddell")).isVisible();
		picture("notes-home");

		call("Who am I?", "/api/me 200");
		call("My notes", "/api/notes 200");
		call("The report", "/api/admin/report 200");
		picture("notes-api");
		button("Refresh tokens now").click();
		assertThat(this.page.locator("#tokens [role=status]")).isVisible();
		this.page.navigate(this.demo.notes() + "/admin");
		assertThat(this.page.locator("body")).not().containsText("403");
		picture("notes-admin");

		this.page.navigate(this.demo.travel());
		follow("Sign in with Signet");
		// No password here: only what this app may know
		button("Allow").click();
		assertThat(heading("Hello, Alice Liddell")).isVisible();
		picture("travel-home");

		this.page.navigate(this.demo.signet() + "/account");
		picture("account");
		follow("Profile");
		assertThat(heading("Your profile")).isVisible();
		picture("account-profile");
		follow("Apps with access");
		assertThat(heading("Apps with access")).isVisible();
		picture("account-apps");
		follow("Devices and sessions");
		assertThat(heading("Where you are signed in")).isVisible();
		picture("account-sessions");
		button("Sign out everywhere").click();
		assertThat(this.page).hasURL(this.demo.signet() + "/signed-out");
		picture("signed-out");
		this.page.navigate(this.demo.notes());
		this.page.navigate(this.demo.signet() + "/account");
		assertThat(this.page).hasURL(this.demo.signet() + "/signin?next=%2Faccount");
	}

	@Test
	void callWhenPersonHasNoRoleThenProper403InApiAndApp() {
		this.page.navigate(this.demo.notes());
		follow("Sign in with Signet");
		signIn("bruno", "bruno-likes-bicycles");
		allowIfAsked();
		assertThat(heading("Hello, Bruno")).isVisible();
		call("Who am I?", "/api/me 200");
		call("My notes", "/api/notes 200");
		call("The report", "/api/admin/report 403");
		picture("notes-api-403");
		Response refused = this.page.navigate(this.demo.notes() + "/admin");
		assertEquals(403, refused.status());
		picture("notes-admin-403");
	}

	@Test
	void consentWhenDeniedThenBackAtTheAppWithAKindWord() {
		this.page.navigate(this.demo.travel());
		follow("Sign in with Signet");
		signIn("carol", "carol-of-the-bells");
		button("Deny").click();
		assertThat(this.page).hasURL(Pattern.compile(this.demo.travel() + ".*"));
		picture("travel-denied");
	}

	@Test
	void registerWhenNewThenTheAppIsNext() {
		String name = "n" + Long.toString(System.nanoTime(), 36);
		this.page.navigate(this.demo.notes());
		follow("Sign in with Signet");
		follow("Create an account");
		assertThat(heading("Create your account")).isVisible();
		picture("register");
		this.page.getByLabel("Username").fill(name);
		this.page.getByLabel("Email").fill("not an address");
		this.page.locator("input[name=password]").fill("short");
		this.page.locator("main form button[type=submit]").last().click();
		assertThat(this.page.getByLabel("Username")).hasValue(name);
		assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
		picture("register-errors");
		this.page.getByLabel("Email").fill(name + "@demo.example");
		this.page.locator("input[name=password]").fill("a whole new sentence to remember");
		this.page.locator("main form button[type=submit]").last().click();
		assertThat(button("Allow")).isVisible();
		button("Allow").click();
		assertThat(this.page.getByText("Hello,").first()).isVisible();
	}

	@Test
	void signOutWhenFromAnAppThenBackThereAndSignedOutHere() {
		this.page.navigate(this.demo.notes());
		follow("Sign in with Signet");
		signIn("bruno", "bruno-likes-bicycles");
		allowIfAsked();
		assertThat(heading("Hello, Bruno")).isVisible();
		button("Sign out").click();
		assertThat(this.page).hasURL(this.demo.notes() + "/");
		this.page.navigate(this.demo.signet() + "/account");
		assertThat(this.page).hasURL(this.demo.signet() + "/signin?next=%2Faccount");
	}

	@Test
	void signOutWhenFromOneAppThenSignedOutOfTheOtherByTheServer() {
		this.page.navigate(this.demo.notes());
		follow("Sign in with Signet");
		signIn("bruno", "bruno-likes-bicycles");
		allowIfAsked();
		assertThat(heading("Hello, Bruno")).isVisible();
		this.page.navigate(this.demo.travel());
		follow("Sign in with Signet");
		allowIfAsked();
		assertThat(heading("Hello, Bruno")).isVisible();
		button("Sign out").click();
		assertThat(this.page).hasURL(this.demo.travel() + "/");
		// The server tells the other app in the background
		this.page.waitForCondition(() -> {
			this.page.navigate(this.demo.notes() + "/");
			return this.page.getByText("Sign in with Signet").first().isVisible();
		});
	}

	private void allowIfAsked() {
		Locator either = button("Allow").or(this.page.getByText("Hello,")).first();
		either.waitFor();
		if (button("Allow").isVisible()) {
			button("Allow").click();
		}
	}

	private void signIn(String username, String password) {
		this.page.locator("input[name=login]").fill(username);
		this.page.locator("input[name=password]").fill(password);
		button("Sign in").click();
	}

	/** The answer to another call may still be there. */
	private void call(String what, String answer) {
		button(what).click();
		assertThat(this.page.locator("#api .line")).containsText(answer);
	}

	private void follow(String words) {
		this.page.getByText(words).first().click();
	}

}
