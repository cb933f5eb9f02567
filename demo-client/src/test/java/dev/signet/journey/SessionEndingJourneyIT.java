package dev.signet.journey;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody leaves a page open and does nothing. Only the clock of their browser runs on.
 */
class SessionEndingJourneyIT extends PersonJourney {

	private static final String PAGE = "/account/profile";

	private static final String QUESTION = "**/signin/session";

	@Test
	void leavePageOpenWhenTheSessionIsAboutToEndThenTheyStayOrComeBackAfterwards() {
		register();
		this.page.clock().install();
		open(PAGE);
		Locator field = this.page.locator("#nickname");
		field.fill("Half a wor");
		assertThat(warning()).isHidden();
		this.page.route(QUESTION, SessionEndingJourneyIT::sayTwoMinutes);
		this.page.clock().fastForward("28:30");
		assertThat(warning()).isVisible();
		assertThat(button("Stay signed in")).isFocused();
		// Axe can't tell the contrast of lines above a page with this and that
		hideRest(true);
		look("session-ending");
		hideRest(false);

		button("Stay signed in").click();
		assertThat(warning()).isHidden();
		assertThat(field).isFocused();
		assertThat(field).hasValue("Half a wor");
		this.page.unroute(QUESTION);
		this.page.clock().fastForward("27:00");
		assertThat(warning()).isHidden();

		// The session is over
		this.browser.clearCookies();
		this.page.clock().fastForward("10:00");
		assertThat(this.page).hasURL(at("/signin?next=%2Faccount%2Fprofile"));
		typePassword(PASSWORD);
		assertThat(this.page).hasURL(at(PAGE));
	}

	@Test
	void leavePageOpenWhenTheWarningIsClosedThenItStaysClosed() {
		register();
		this.page.clock().install();
		open(PAGE);
		this.page.route(QUESTION, SessionEndingJourneyIT::sayTwoMinutes);
		this.page.clock().fastForward("28:30");
		assertThat(warning()).isVisible();
		this.page.keyboard().press("Escape");
		assertThat(warning()).isHidden();
		this.page.clock().fastForward("00:10");
		assertThat(warning()).isHidden();
		assertThat(this.page).hasURL(at(PAGE));
	}

	private void hideRest(boolean hidden) {
		this.page.evaluate("(hidden) => document.querySelectorAll('header, main, footer')"
				+ ".forEach((part) => { part.hidden = hidden; })", hidden);
	}

	private Locator warning() {
		return this.page.locator("#ending");
	}

	/** The server, whose clock did not run on, would say half an hour. */
	private static void sayTwoMinutes(Route route) {
		if (!route.request().method().equals("GET")) {
			route.resume();
			return;
		}
		APIResponse answer = route.fetch();
		JsonObject told = new Gson().fromJson(answer.text(), JsonObject.class);
		told.addProperty("seconds", 119);
		route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(told.toString()));
	}

}
