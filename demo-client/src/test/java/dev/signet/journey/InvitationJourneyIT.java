package dev.signet.journey;

import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server at which only those make an account who were invited.
 */
class InvitationJourneyIT extends PersonJourney {

	private BareServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = BareServer.running(BareServer.DEMONSTRATION, "--signet.registration.mode=invitation");
	}

	@Override
	protected String at(String path) {
		return this.server.issuer() + path;
	}

	@Test
	void registerWhenInvitedThenInAndElseToldThatAnInvitationIsNeeded() {
		open("/register");
		assertThat(this.page.locator("main form")).hasCount(0);
		picture("invitation-needed");
		open("/register?invitation=x");
		picture("invitation-gone");
		this.page.navigate(invite());
		assertThat(this.page.getByLabel("Username")).isVisible();
		picture("invitation");
		submit();
		assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
		look("invitation with errors");
		this.page.getByLabel("Username").fill(this.name);
		this.page.getByLabel("Email").fill(this.address);
		this.page.locator("input[name=password]").fill(PASSWORD);
		submit();
		assertThat(this.page).hasURL(at("/account"));
	}

	/** The link of an invitation that an administrator makes. */
	private String invite() {
		try (BrowserContext elsewhere = newBrowser()) {
			Page administrator = elsewhere.newPage();
			administrator.navigate(at("/signin"));
			administrator.locator("input[name=login]").fill("alice");
			administrator.locator("input[name=password]").fill("alice-in-wonderland");
			administrator.locator("#submit").click();
			assertThat(administrator).hasURL(at("/account"));
			String token = administrator.locator("[name=_csrf]").first().inputValue();
			APIResponse made = elsewhere.request()
				.post(at("/admin/api/invitations"),
						RequestOptions.create().setHeader("X-CSRF-TOKEN", token).setData(Map.of()));
			assertThat(made.ok()).as(made.text()).isTrue();
			return new Gson().fromJson(made.text(), JsonObject.class).get("link").getAsString();
		}
	}

}
