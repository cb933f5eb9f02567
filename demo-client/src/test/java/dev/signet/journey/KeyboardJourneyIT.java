package dev.signet.journey;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Somebody who has no mouse signs in, allows and signs out, sets up a second step and a
 * new password, and always sees where they are.
 */
class KeyboardJourneyIT extends PersonJourney {

	private static final int MOST_STOPS = 60;

	/** Focus is seen by a ring, or by the halo of a field. */
	private static final String SEEN = """
			(() => {
				const style = getComputedStyle(document.activeElement);
				const box = document.activeElement.getBoundingClientRect();
				const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
					&& !style.outlineColor.endsWith(', 0)');
				const halo = document.activeElement.matches('.input') && style.boxShadow !== 'none';
				return (ring || halo) && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
			})()""";

	@Test
	void signInWhenOnlyKeysArePressedThenConsentAndSignOutWorkAndFocusIsSeen() {
		register();
		signOut();
		this.page.navigate(this.demo.notes());
		go("a.skip");
		press("a[href$='/signin']");
		this.page.waitForURL("**/signin?request=*");
		// The cursor is in the first field already
		assertThat(this.page.locator("#login")).isFocused();
		this.page.keyboard().type(this.name);
		go("input[name=password]");
		this.page.keyboard().type(PASSWORD);
		go("input[type=checkbox][name=remember]");
		this.page.keyboard().press("Space");
		assertThat(this.page.locator("input[type=checkbox][name=remember]")).isChecked();
		press("#submit");
		assertThat(button("Allow")).isVisible();
		go("summary");
		this.page.keyboard().press("Enter");
		assertThat(this.page.locator(".language ul")).isVisible();
		this.page.reload();
		press("button[value=allow]");
		assertThat(heading("Hello, " + this.name)).isVisible();
		press("header form button");
		this.page.waitForURL(this.demo.notes() + "/");
		open("/account");
		assertThat(this.page).hasURL(at("/signin?next=%2Faccount"));
	}

	@Test
	void readWhenOnlyKeysArePressedThenEverySectionOfTheAccountIsReached() {
		register();
		// Until then the browser may go back to where the skip link led
		this.page.waitForLoadState();
		this.page.keyboard().press("Tab");
		assertThat(this.page.locator("a.skip")).isFocused();
		this.page.keyboard().press("Enter");
		assertThat(this.page.locator("main")).isFocused();
		press("nav a[href$='/account/security']");
		this.page.waitForURL(at("/account/security"));
		press("#set-up");
		this.page.waitForURL(at("/account/security/authenticator"));
		open("/account");
		press("header form button");
		this.page.waitForURL(at("/signed-out"));
	}

	@Test
	void secureWhenOnlyKeysArePressedThenTheCodeOfAnAppIsAsked() {
		register();
		open("/account/security");
		press("#set-up");
		this.page.waitForURL(at("/account/security/authenticator"));
		AuthenticatorApp app = new AuthenticatorApp(this.page.locator("#secret").innerText());
		answer(app.code());
		assertThat(this.page.locator("#show")).isFocused();
		this.page.keyboard().press("Enter");
		assertThat(heading("Keep these recovery codes")).isVisible();
		press("#onwards");
		this.page.waitForURL(at("/account/security"));
		press("header form button");
		this.page.waitForURL(at("/signed-out"));
		open("/signin");
		assertThat(this.page.locator("#login")).isFocused();
		this.page.keyboard().type(this.name);
		go("input[name=password]");
		this.page.keyboard().type(PASSWORD);
		this.page.keyboard().press("Enter");
		assertThat(heading("One more step")).isVisible();
		answer(app.code());
		assertThat(this.page).hasURL(at("/account"));
	}

	@Test
	void recoverWhenOnlyKeysArePressedThenANewPasswordIsSet() {
		register();
		confirmAddress();
		signOut();
		open("/signin");
		press("a[href='/recover']");
		this.page.waitForURL(at("/recover"));
		assertThat(this.page.locator("#login")).isFocused();
		this.page.keyboard().type(this.name);
		press("main form button");
		this.page.waitForURL(at("/recover/sent"));
		openMail("A new password for your account");
		press("pre.letter a[href*='/recover/password']");
		assertThat(this.page.locator("#password")).isFocused();
		this.page.keyboard().type("another sentence that nobody guesses");
		press("main form button.primary");
		assertThat(this.page).hasURL(at("/signin"));
	}

	/** The cursor is in the field already. */
	private void answer(String code) {
		assertThat(this.page.locator("#code")).isFocused();
		this.page.keyboard().type(code);
		press("#submit");
	}

	private void press(String target) {
		go(target);
		this.page.keyboard().press("Enter");
	}

	/** Goes there stop by stop, once the page has all its styles. */
	private void go(String target) {
		this.page.waitForLoadState();
		for (int stop = 0; stop < MOST_STOPS; stop++) {
			this.page.keyboard().press("Tab");
			if ((boolean) this.page.evaluate("document.activeElement !== document.body")) {
				String here = (String) this.page.evaluate("document.activeElement.outerHTML.slice(0, 200)");
				assertThat((boolean) this.page.evaluate(SEEN)).as("focus is seen on " + here).isTrue();
			}
			if ((boolean) this.page.evaluate("(target) => document.activeElement.matches(target)", target)) {
				return;
			}
		}
		fail("No key leads to " + target);
	}

}
