package dev.signet.journey;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import org.assertj.core.api.Assertions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A journey of somebody new, so that it may change what it likes about their account.
 */
abstract class PersonJourney extends Journey {

	protected static final String PASSWORD = "a whole new sentence to remember";

	private static final Pattern CODE = Pattern.compile("\\d{4}-\\d{4}");

	protected final String name = "p" + Long.toString(System.nanoTime(), 36);

	protected final String address = this.name + "@demo.example";

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
		signInAs(this.name, password);
	}

	/** The administrator of the demonstration. */
	protected void signInAsAlice() {
		signInAs("alice", "alice-in-wonderland");
	}

	protected void signInAs(String login, String password) {
		this.page.locator("input[name=login]").fill(login);
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

	/** The code in the newest mail to this person, as soon as it has come. */
	protected String mailedCode(String subject) {
		openMail(subject);
		Matcher code = CODE.matcher(this.page.locator("pre.letter").innerText());
		Assertions.assertThat(code.find()).isTrue();
		return code.group();
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

	/** The button for the stand-in that the demonstration has for Google. */
	protected Locator google() {
		return button("Continue with Google");
	}

	/** Is somebody at a stand-in, known there by their address. */
	protected void comeBackAs(String name, String address) {
		this.page.locator("#name").fill(name);
		this.page.locator("#address").fill(address);
		button("Go on").click();
	}

	/** The browser asks for it in vain, and stays where it is. */
	protected void withhold(String address) {
		this.page.route(address, (route) -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
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

	protected Locator link(String words) {
		return this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words)).first();
	}

}
