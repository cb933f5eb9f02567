package dev.signet.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A person with a device that keeps passkeys: Chromium's virtual authenticator, which
 * knows its owner and confirms by itself when it is told to.
 */
class PasskeyJourneyIT extends Journey {

	private static final String PASSWORD = "a whole new sentence to remember";

	private final String name = "n" + Long.toString(System.nanoTime(), 36);

	private CDPSession device;

	private String authenticator;

	@BeforeEach
	void plugIn() {
		this.device = this.browser.newCDPSession(this.page);
		this.device.send("WebAuthn.enable");
		JsonObject options = new JsonObject();
		options.addProperty("protocol", "ctap2");
		options.addProperty("transport", "internal");
		options.addProperty("hasResidentKey", true);
		options.addProperty("hasUserVerification", true);
		options.addProperty("isUserVerified", true);
		JsonObject add = new JsonObject();
		add.add("options", options);
		this.authenticator = this.device.send("WebAuthn.addVirtualAuthenticator", add)
			.get("authenticatorId")
			.getAsString();
		confirming(false);
		signUp(this.name);
		confirming(true);
		addPasskey();
		signOut();
	}

	@Test
	void signInWhenButtonIsPressedThenNoPasswordIsNeeded() {
		confirming(false);
		this.page.navigate(this.demo.signet() + "/signin");
		picture("sign-in-passkey");
		confirming(true);
		button("Sign in with a passkey").click();
		assertThat(this.page).hasURL(this.demo.signet() + "/account");
	}

	@Test
	void signInWhenChosenFromWhatTheFieldOffersThenNoPasswordIsNeeded() {
		this.page.navigate(this.demo.signet() + "/signin");
		assertThat(this.page).hasURL(this.demo.signet() + "/account");
	}

	@Test
	void signInWhenByPasswordThenThePasskeyIsTheSecondStep() {
		confirming(false);
		this.page.navigate(this.demo.signet() + "/signin");
		this.page.locator("input[name=login]").fill(this.name);
		this.page.locator("input[name=password]").fill(PASSWORD);
		this.page.locator("#submit").click();
		assertThat(heading("One more step")).isVisible();
		picture("second-step-passkey");
		verifying(false);
		confirming(true);
		button("Use a passkey").click();
		assertThat(this.page.getByRole(AriaRole.ALERT)).isVisible();
		verifying(true);
		button("Use a passkey").click();
		assertThat(this.page).hasURL(this.demo.signet() + "/account");
	}

	@Test
	void passkeyWhenRemovedThenSignsNobodyIn() {
		this.page.navigate(this.demo.signet() + "/signin");
		assertThat(this.page).hasURL(this.demo.signet() + "/account");
		this.page.navigate(this.demo.signet() + "/account/security");
		this.page.locator("#manage-0").click();
		assertThat(button("Rename")).isVisible();
		picture("account-passkey");
		this.page.getByLabel("Name").fill("Laptop");
		button("Rename").click();
		assertThat(this.page.locator(".device")).containsText("Laptop");
		this.page.locator("#manage-0").click();
		this.page.locator("#remove").click();
		assertThat(heading("Remove Laptop?")).isVisible();
		look("account-passkey-remove");
		button("Remove").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).isVisible();
		confirming(false);
		signOut();
		// The device answers what the field offers
		confirming(true);
		this.page.navigate(this.demo.signet() + "/signin");
		assertThat(heading("This passkey is no longer known here")).isVisible();
		picture("sign-in-passkey-refused");
		// The browser was told, and its device forgets what nobody has here
		this.page.waitForCondition(() -> credentials() == 0);
		this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in another way")).click();
		assertThat(this.page).hasURL(this.demo.signet() + "/signin");
	}

	@Test
	void stepUpWhenThereIsNoSecondFactorThenAPasskeyIsSetUp() {
		confirming(false);
		signUp("m" + Long.toString(System.nanoTime(), 36));
		this.page.navigate(this.demo.signet() + "/signin/step-up");
		assertThat(heading("Set up a second step")).isVisible();
		picture("second-step-set-up");
		confirming(true);
		button("Set up a passkey").click();
		this.page.locator("#show").click();
		assertThat(heading("Keep these recovery codes")).isVisible();
		this.page.locator("#onwards").click();
		assertThat(this.page).hasURL(this.demo.signet() + "/account");
	}

	private int credentials() {
		JsonObject parameters = new JsonObject();
		parameters.addProperty("authenticatorId", this.authenticator);
		return this.device.send("WebAuthn.getCredentials", parameters).getAsJsonArray("credentials").size();
	}

	private void signUp(String name) {
		this.page.navigate(this.demo.signet() + "/register");
		this.page.getByLabel("Username").fill(name);
		this.page.getByLabel("Email").fill(name + "@demo.example");
		this.page.locator("input[name=password]").fill(PASSWORD);
		this.page.locator("main form button[type=submit]").last().click();
		assertThat(this.page).hasURL(this.demo.signet() + "/account");
	}

	private void addPasskey() {
		this.page.navigate(this.demo.signet() + "/account/security");
		this.page.locator("#add-passkey").click();
		assertThat(button("Add a passkey")).isVisible();
		picture("account-passkey-add");
		button("Add a passkey").click();
		this.page.locator("#show").click();
		assertThat(heading("Keep these recovery codes")).isVisible();
		this.page.locator("#onwards").click();
		assertThat(this.page.getByText("On one device")).isVisible();
		picture("account-security-passkey");
	}

	private void signOut() {
		button("Sign out").click();
		assertThat(this.page).hasURL(this.demo.signet() + "/signed-out");
	}

	/** Whether its owner is there and confirms what the browser asks. */
	private void confirming(boolean enabled) {
		tell("WebAuthn.setAutomaticPresenceSimulation", "enabled", enabled);
	}

	/** Whether it recognizes its owner. */
	private void verifying(boolean verified) {
		tell("WebAuthn.setUserVerified", "isUserVerified", verified);
	}

	private void tell(String method, String name, boolean value) {
		JsonObject parameters = new JsonObject();
		parameters.addProperty("authenticatorId", this.authenticator);
		parameters.addProperty(name, value);
		this.device.send(method, parameters);
	}

}
