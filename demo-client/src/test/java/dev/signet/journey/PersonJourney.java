package dev.signet.journey;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A journey of somebody new, so that it may change what it likes about their account.
 */
abstract class PersonJourney extends Journey {

	protected static final String PASSWORD = "a whole new sentence to remember";

	protected final String name = "p" + Long.toString(System.nanoTime(), 36);

	private final String address = this.name + "@demo.example";

	/** Makes the account and is signed in. */
	protected void register() {
		open("/register");
		this.page.getByLabel("Username").fill(this.name);
		this.page.getByLabel("Email").fill(this.address);
		this.page.locator("input[name=password]").fill(PASSWORD);
		submit();
		assertThat(this.page).hasURL(at("/account"));
	}

	/** Types name and password into the page for it. */
	protected void typePassword(String password) {
		this.page.locator("input[name=login]").fill(this.name);
		this.page.locator("input[name=password]").fill(password);
		this.page.locator("#submit").click();
	}

	protected void signOut() {
		open("/account");
		button("Sign out").click();
		assertThat(this.page).hasURL(at("/signed-out"));
	}

	/** Follows the link of the newest mail to this person, as soon as it has come. */
	protected void followMail(String subject, String path) {
		openMail(subject);
		this.page.locator("pre.letter a[href*='" + path + "']").click();
	}

	/** Looks for the newest mail to this person, as soon as it has come. */
	protected void openMail(String subject) {
		Locator mail = this.page.locator("li")
			.filter(new Locator.FilterOptions().setHasText(this.address))
			.getByText(subject)
			.first();
		this.page.waitForCondition(() -> {
			open("/demo/mail");
			return mail.isVisible();
		});
		mail.click();
		assertThat(heading(subject)).isVisible();
	}

	/** Proves that mails to the address arrive. */
	protected void confirmAddress() {
		open("/account/email");
		button("Send a mail").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).isVisible();
		followMail("Confirm your email address", "/email/confirm");
		button("Confirm").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).isVisible();
	}

	/**
	 * Where Northwind Notes sends somebody who wants to sign in.
	 * @param more parameters that it does not send by itself
	 */
	protected String authorizationRequest(String more) {
		return this.browser.request()
			.get(this.demo.notes() + "/oauth2/authorization/signet", RequestOptions.create().setMaxRedirects(0))
			.headers()
			.get("location") + more;
	}

	protected void allow() {
		button("Allow").click();
		assertThat(this.page).hasURL(Pattern.compile(this.demo.notes() + "/.*"));
		assertThat(heading("Hello, " + this.name)).isVisible();
	}

	protected void open(String path) {
		this.page.navigate(at(path));
	}

	/** Presses the button of the page's only form. */
	protected void submit() {
		this.page.locator("main form button[type=submit]").last().click();
	}

	protected String at(String path) {
		return this.demo.signet() + path;
	}

	protected Locator heading(String words) {
		return this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words)).first();
	}

	protected Locator button(String words) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words)).first();
	}

}
