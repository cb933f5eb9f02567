package dev.signet.journey;

import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Sign-ins with "Google", which is a stand-in of the demonstration: the first one from an
 * app, the return, the owner of an account who must prove it first and the stranger who
 * can't, the end of a link, a provider that fails, and one that is told of a sign-out.
 */
@ResourceLock(Journey.ADMINISTRATOR)
class UpstreamJourneyIT extends PersonJourney {

	/** After so many failures in a row, a provider is left alone. */
	private static final int FAILURES = 5;

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
		signOutOfNotes();
		this.page.navigate(this.demo.notes() + "/oauth2/authorization/signet");
		google().click();
		comeBackAs(this.name, this.name + "@mail.example");
		assertThat(this.page.getByText("Hello,").first()).isVisible();
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
		assertThat(this.page.locator("input[name=password]")).isVisible();
		picture("sign-in-to-link");
		typePassword("not the password of this person");
		assertThat(this.page.locator("#problem")).isVisible();
		typePassword(PASSWORD);
		assertThat(heading("Link Google?")).isVisible();
		picture("confirm-the-link");
		button("Link").click();
		allow();
		signOutOfNotes();
		this.page.navigate(authorizationRequest(""));
		google().click();
		comeBackAs(this.name, this.name + "@demo.example");
		assertThat(heading("Hello, " + this.name)).isVisible();
	}

	@Test
	void signInWhenCancelledOverThereThenTheWayOnKeepsTheApp() {
		this.page.navigate(authorizationRequest(""));
		String there = "**/demo/upstream/google/**";
		withhold(there);
		google().click();
		assertThat(heading("Taking you to Google")).isVisible();
		look("leaving-for-google");
		this.page.unroute(there);
		link("Continue by yourself").click();
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

	@Test
	void signInWhenNoAddressIsToldThenACodeByMailMakesTheAccount() {
		switchOn("Google", "No address");
		String arrived;
		try {
			signInWithGoogle();
			assertThat(heading("One more thing")).isVisible();
			arrived = this.page.url();
		}
		finally {
			switchAllOff();
		}
		this.page.navigate(arrived);
		look("one-more-thing-address");
		proveAddress();
		assertThat(this.page).hasURL(at("/account"));
	}

	@Test
	void unlinkWhenThereIsAPasswordThenGoogleSignsNobodyInUntilItIsPutBack() {
		register();
		open("/account/providers");
		String link = this.page.locator("form[action$='/link']").first().getAttribute("action");
		button("Link Google").click();
		comeBackAs(this.name, over());
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("Linked.");
		picture("account-providers");
		signOut();
		signInWithGoogle();
		assertThat(this.page).hasURL(at("/account"));

		open("/account/providers");
		link("Unlink Google").click();
		assertThat(heading("Unlink Google?")).isVisible();
		picture("account-provider-remove");
		submit();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("no longer signs you in here");
		open(link);
		assertThat(heading("Link Google?")).isVisible();
		look("account-provider-link");
		signOut();
		signInWithGoogle();
		assertThat(heading("One more thing")).isVisible();

		open("/signin");
		typePassword(PASSWORD);
		assertThat(this.page).hasURL(at("/account"));
		open("/account/providers");
		assertThat(button("Put back Google")).isVisible();
		picture("account-providers-unlinked");
		open(this.page.locator("form[action$='/restore']").getAttribute("action"));
		assertThat(heading("Put Google back?")).isVisible();
		look("account-provider-restore");
		submit();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("linked again");
		signOut();
		signInWithGoogle();
		assertThat(this.page).hasURL(at("/account"));
	}

	@Test
	void signInWhenAStrangerHasTheAddressElsewhereThenTheyStayOutside() {
		register();
		confirmAddress();
		Page owner = this.page;
		try (BrowserContext elsewhere = newBrowser()) {
			this.page = elsewhere.newPage();
			open("/signin");
			google().click();
			comeBackAs("Mallory", this.address);
			assertThat(heading("Sign in to your account first")).isVisible();
			String proof = this.page.url();
			open("/account");
			assertThat(this.page).hasURL(at("/signin?next=%2Faccount"));
			this.page.navigate(proof);
			this.page.locator("#sign-in").click();
			typePassword("not the password of this person");
			assertThat(this.page.locator("#problem")).isVisible();
			open("/account/providers");
			assertThat(this.page).hasURL(at("/signin?next=%2Faccount%2Fproviders"));
		}
		finally {
			this.page = owner;
		}
		open("/account/providers");
		assertThat(this.page.getByText("You have linked no account of another provider yet.")).isVisible();
	}

	/** Others need Google in the half minute in which a provider is left alone. */
	@Test
	void signInWhenAProviderFailsAgainAndAgainThenThePasswordIsOffered() {
		open("/signin");
		gitHub().click();
		comeBackAs(this.name, over());
		assertThat(this.page).hasURL(at("/account"));
		open("/account/password/first");
		picture("account-first-password");
		this.page.locator("#newPassword").fill(PASSWORD);
		submit();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("Your password is set.");
		signOut();
		switchOn("GitHub", "Server error");
		try {
			goToGitHubInVain();
			// Later it might take longer than the provider is left alone
			picture("provider-down");
			for (int failure = 1; failure < FAILURES; failure++) {
				goToGitHubInVain();
			}
			this.page.locator("#way-on").click();
			assertThat(this.page.getByText("GitHub has trouble at the moment. Please sign in another way."))
				.isVisible();
			assertThat(gitHub()).isHidden();
			picture("sign-in-provider-down");
			typePassword(PASSWORD);
			assertThat(button("Allow")).isVisible();
		}
		finally {
			switchAllOff();
		}
	}

	@Test
	void signOutWhenTheProviderIsToldThenItIsNext() {
		offerMicrosoft();
		open("/signin");
		button("Continue with Microsoft").click();
		comeBackAs(this.name, over());
		assertThat(heading("One more thing")).isVisible();
		proveAddress();
		assertThat(this.page).hasURL(at("/account"));
		String there = "**/demo/upstream/microsoft/**";
		withhold(there);
		button("Sign out").click();
		assertThat(this.page.getByText("Next, Microsoft signs you out, too.")).isVisible();
		picture("signed-out-provider-next");
		this.page.unroute(there);
		link("Continue to Microsoft").click();
		assertThat(this.page).hasURL(Pattern.compile(at("/signed-out") + ".*"));
		open("/account");
		assertThat(this.page).hasURL(at("/signin?next=%2Faccount"));
	}

	/** An administrator offers it, and has it told who signs out. */
	private void offerMicrosoft() {
		open("/admin/providers");
		signInAsAlice();
		link("Microsoft").click();
		assertThat(this.page).hasURL(Pattern.compile(at("/admin/providers/") + "[0-9a-f-]{36}$"));
		String provider = this.page.url();
		this.page.navigate(provider + "/edit");
		this.page.locator("details.more summary").click();
		this.page.locator("#logoutUpstream").check();
		this.page.locator("#submit").click();
		assertThat(this.page).hasURL(provider);
		this.page.navigate(provider + "/enable");
		this.page.locator("#typedAlias").fill("microsoft");
		this.page.locator("#submit").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("switched on");
		signOut();
	}

	/** Is new, and types the code that is mailed to an address. */
	private void proveAddress() {
		String here = this.page.url();
		this.page.locator("#username").fill(this.name);
		this.page.locator("#email").fill(this.address);
		submitFirst();
		assertThat(heading("Check your mail")).isVisible();
		picture("one-more-thing-code");
		this.page.locator("#code").fill("0000-0000");
		submitFirst();
		assertThat(this.page.locator("#code-error")).isVisible();
		look("one-more-thing-code-error");
		String code = mailedCode("Your code");
		this.page.navigate(here);
		this.page.locator("#code").fill(code);
		submitFirst();
	}

	/** Until the app is told, it has a session, with which a new sign-in would end. */
	private void signOutOfNotes() {
		signOut();
		this.page.waitForCondition(() -> {
			this.page.navigate(this.demo.notes());
			return this.page.getByText("Sign in with Signet").first().isVisible();
		});
	}

	private void goToGitHubInVain() {
		this.page.navigate(authorizationRequest(""));
		gitHub().click();
		comeBackAs(this.name, over());
		assertThat(heading("GitHub does not answer")).isVisible();
	}

	private Locator gitHub() {
		return button("Continue with GitHub");
	}

	private void signInWithGoogle() {
		open("/signin");
		google().click();
		comeBackAs(this.name, over());
	}

	/** Their address over there. */
	private String over() {
		return this.name + "@mail.example";
	}

	/** Lets a stand-in do something wrong. */
	private void switchOn(String standIn, String fault) {
		open("/demo/upstream");
		Locator button = this.page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(standIn))
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(fault));
		button.click();
		assertThat(button).hasAttribute("aria-pressed", "true");
		look("/demo/upstream");
	}

	private void switchAllOff() {
		open("/demo/upstream");
		button("Switch all off").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).isVisible();
	}

	private void submitFirst() {
		this.page.locator("main form button[type=submit]").first().click();
	}

}
