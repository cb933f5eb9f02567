package dev.signet.journey;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * An administrator adds a provider, from nothing to live. The secret is wrong at first,
 * and the checklist says so.
 */
@ResourceLock(Journey.ADMINISTRATOR)
class ConsoleJourneyIT extends PersonJourney {

	private static final String RIGHT_SECRET = "demo-google-secret-0123456789abcdef0123456789";

	private final String alias = "journey-" + Long.toString(System.nanoTime(), 36);

	@Test
	void addProviderWhenSecretIsWrongThenChecklistSaysSoAndItGoesLiveAfterwards() {
		signInAsAdministrator();
		this.page.locator(".sections:not(.folded) a[href='/admin']").click();
		assertThat(heading("What needs your attention")).isVisible();
		picture("console-overview");
		this.page.locator("nav.sections:not(.folded) a[href='/admin/providers']").click();
		assertThat(heading("Sign-in with other providers")).isVisible();
		picture("console-providers");
		this.page.locator("a.button[href='/admin/providers/add']").click();
		assertThat(heading("Where do people come from?")).isVisible();
		picture("console-choose");
		this.page.locator("a[href='/admin/providers/add/openid-connect']").click();
		assertThat(this.page.locator("#alias")).isVisible();
		picture("console-add");
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
		picture("console-add-errors");
		this.page.locator("#alias").fill(this.alias);
		this.page.locator("#name").fill("Stand-in");
		this.page.locator("#issuer").fill(at("/demo/upstream/google"));
		this.page.locator("#clientId").fill("demo-google");
		this.page.locator("#secret").fill("this is not the secret");
		this.page.locator("#submit").click();
		assertThat(heading("Stand-in")).isVisible();
		picture("console-provider-new");
		String provider = this.page.url();

		check(provider);
		assertThat(this.page.locator(".lines .FAILED")).hasCount(1);
		picture("console-checklist-failed");
		this.page.navigate(provider + "/edit");
		picture("console-edit");
		this.page.locator("#secret").fill(RIGHT_SECRET);
		this.page.locator("#submit").click();
		assertThat(this.page).hasURL(provider);
		check(provider);
		// Until then it may be the run from before
		assertThat(this.page.locator("main a.button[href$='/try']")).isVisible();
		assertThat(this.page.locator(".lines .FAILED")).hasCount(0);
		picture("console-checklist-passed");

		this.page.navigate(provider + "/try");
		picture("console-try");
		this.page.locator("#submit").click();
		this.page.locator("button.person").first().click();
		assertThat(this.page).hasURL(Pattern.compile(".*/trial"));
		picture("console-trial");
		this.page.navigate(provider + "/enable");
		picture("console-enable");
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=status]")).containsText("switched on");
		picture("console-provider-live");
		lookAround(provider);

		this.page.navigate(provider + "/disable");
		look("console disable");
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=status]")).isVisible();
		this.page.navigate(provider + "/remove");
		look("console remove");
		this.page.locator("#typedAlias").fill(this.alias);
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=status]")).containsText("removed");
	}

	/** Nothing listens there, and the checklist says so. */
	@Test
	void addDirectoryWhenNothingAnswersThenChecklistSaysSoAndItStaysHidden() {
		signInAsAdministrator();
		open("/admin/directories");
		picture("console-directories");
		open("/admin/directories/add");
		look("console choose directory");
		this.page.locator("a[href='/admin/directories/add/openldap']").click();
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
		picture("console-directory-add-errors");
		this.page.locator("#alias").fill(this.alias);
		this.page.locator("#name").fill("Nowhere");
		this.page.locator("#addresses").fill("ldaps://127.0.0.1:1");
		this.page.locator("#peopleBase").fill("ou=people,dc=example,dc=com");
		this.page.locator("#groupBase").fill("ou=groups,dc=example,dc=com");
		this.page.locator("#submit").click();
		assertThat(heading("Nowhere")).isVisible();
		picture("console-directory-new");
		String directory = this.page.url();
		check(directory);
		assertThat(this.page.locator(".lines .FAILED")).hasCount(1);
		picture("console-directory-checklist");
		this.page.navigate(directory + "/try");
		this.page.locator("#name").fill("ada");
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=alert]")).isVisible();
		picture("console-directory-try");
		this.page.navigate(directory + "/rules");
		this.page.locator("main button[value=add]:not(.unseen)").click();
		this.page.locator("#ruleGroup-0").fill("editors");
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[aria-invalid=true]")).isVisible();
		picture("console-directory-rules");
		for (String below : List.of("/edit", "/enable", "/past", "/people")) {
			this.page.navigate(directory + below);
			look("console directory " + below);
		}
		connectWith(directory);
		this.page.navigate(directory + "/remove");
		look("console directory remove");
		this.page.locator("#typedAlias").fill(this.alias);
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=status]")).containsText("removed");
	}

	/** What it offers to people, as long as it is on. */
	private void connectWith(String directory) {
		this.page.navigate(directory + "/enable");
		this.page.locator("#typedAlias").fill(this.alias);
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=status]")).isVisible();
		open("/account/security/directory");
		picture("account-directory");
		submit();
		assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
		look("account-directory with errors");
		this.page.navigate(directory + "/disable");
		look("console directory disable");
		this.page.locator("#submit").click();
		assertThat(this.page.locator("[role=status]")).isVisible();
	}

	@Test
	void openWhenWindowIsNarrowThenSectionsUnfoldByKeyboard() {
		signInAsAdministrator();
		open("/admin");
		this.page.setViewportSize(390, 850);
		Locator providers = this.page.locator("nav.folded a[href='/admin/providers']");
		assertThat(providers).isHidden();
		this.page.locator("nav.folded summary").press("Enter");
		assertThat(providers).isVisible();
		look("console sections unfolded");
	}

	private void lookAround(String provider) {
		this.page.navigate(provider + "/mapping");
		Locator rules = this.page.locator(".rule");
		int before = rules.count();
		button("Add a rule").click();
		assertThat(rules).hasCount(before + 1);
		picture("console-mapping");
		this.page.navigate(provider + "/attack");
		this.page.locator("#subject").fill("1");
		this.page.locator("#email").fill("alice@demo.example");
		this.page.getByLabel("Claimed to be verified").check();
		this.page.locator("#submit").click();
		assertThat(this.page.locator("#outcome")).isVisible();
		picture("console-attack");
		this.page.navigate(provider + "/past");
		picture("console-past");
		for (String kind : List.of("google", "microsoft", "apple", "oauth2")) {
			open("/admin/providers/add/" + kind);
			look("console add " + kind);
		}
	}

	private void check(String provider) {
		this.page.navigate(provider + "/check");
		this.page.locator("#submit").click();
		assertThat(this.page.locator(".lines")).isVisible();
	}

	private void signInAsAdministrator() {
		open("/signin");
		signInAsAlice();
		assertThat(this.page).hasURL(at("/account"));
	}

}
