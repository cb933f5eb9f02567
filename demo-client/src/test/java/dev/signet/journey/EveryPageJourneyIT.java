package dev.signet.journey;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the pages that no other journey passes.
 */
class EveryPageJourneyIT extends PersonJourney {

	private static final String CALLBACK = "https://registered.test/callback";

	@Test
	void openWhenSignedOutThenNoPageKeepsAnybodyOut() {
		for (String path : List.of("/signin", "/register", "/recover", "/recover/sent", "/recover/password?token=x",
				"/register?invitation=x", "/register/confirm?sign_up=00000000-0000-0000-0000-000000000000",
				"/signin/mail", "/signin/mail/link?token=x", "/email/confirm?token=x", "/email/undo?token=x",
				"/lock?token=x", "/recover/unlock?token=x", "/setup?token=x", "/signin/second", "/signin/continue",
				"/signed-out", "/oauth2/authorize", "/nothing-here", "/demo/mail")) {
			open(path);
			look(path);
		}
		for (String path : List.of("/signin", "/register", "/recover")) {
			open(path);
			this.page.locator("main form button.primary").first().click();
			assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
			look(path + " with errors");
		}
	}

	/** Whatever the pages of the account lead to: a new one comes in by itself. */
	@Test
	void openWhenSignedInThenNoPageOfTheAccountKeepsAnybodyOut() {
		register();
		Deque<String> waiting = new ArrayDeque<>(List.of("/account"));
		Set<String> seen = new TreeSet<>(waiting);
		while (!waiting.isEmpty()) {
			String path = waiting.remove();
			if (isPage(path)) {
				open(path);
				look(path);
				links().filter(seen::add).forEach(waiting::add);
			}
		}
		assertThat(seen).contains("/account/profile", "/account/security/authenticator", "/account/activity");
	}

	@Test
	void sendWhenSignedInAndWrongThenNoErrorKeepsAnybodyOut() {
		register();
		for (String path : List.of("/account/profile", "/account/email", "/account/password")) {
			open(path);
			this.page.locator("main input:not([type=hidden]):not([readonly])")
				.all()
				.forEach((field) -> field.fill("x".repeat(300)));
			submit();
			assertThat(this.page.locator("[aria-invalid=true]").first()).isVisible();
			look(path + " with errors");
		}
	}

	@Test
	void openWhenSignedInThenNothingBesideTheAccountKeepsAnybodyOut() {
		register();
		open("/account/email");
		button("Send a mail").click();
		this.page.locator("#code").fill("00000000");
		button("Confirm").click();
		assertThat(this.page.locator("#code-error")).isVisible();
		look("/account/email with a wrong code");
		openMail("Confirm your email address");
		look("/demo/mail/{id}");
		String mail = this.page.url() + "/html";
		String link = this.page.locator("pre.letter a[href*='/email/confirm']").getAttribute("href");
		this.page.navigate(link);
		look("/email/confirm");
		// Its own policy stops every script, so a page of ours shows it
		String html = this.page.request().get(mail).text();
		this.page.navigate("about:blank");
		this.page.setContent(html);
		look("/demo/mail/{id}/html");
		for (String path : List.of("/signin?again=yes", "/connect/logout", "/device", "/error")) {
			open(path);
			look(path);
		}
		this.page.navigate(authorizationRequest("&prompt=select_account"));
		assertThat(heading("Choose an account")).isVisible();
		look("/signin/account");
		this.page.navigate(authorizationRequest("&acr_values=urn:signet:acr:2fa"));
		assertThat(heading("Set up a second step")).isVisible();
		look("/signin/set-up");
	}

	@Test
	void useAppWhenItRegisteredItselfThenNothingOnTheWayKeepsAnybodyOut() {
		JsonObject app = registerApp();
		register();
		authorize(app, "");
		assertThat(button("Allow")).isVisible();
		look("/consent");
		withhold(at("/oauth2/authorize?resume=*"));
		button("Allow").click();
		assertThat(heading("Taking you to")).isVisible();
		look("/signin/continue on the way");
		open("/account/apps");
		look("/account/apps with an app");

		open("/device");
		this.page.locator("#user_code").fill("XXXX-XXXX");
		submit();
		assertThat(this.page.locator("#user_code-error")).isVisible();
		look("/device with an error");
		this.page.locator("#user_code").fill(userCode(app));
		submit();
		assertThat(button("Deny")).isVisible();
		look("/device asking");
		button("Deny").click();
		assertThat(heading("That device stays out")).isVisible();
		look("/device denied");
		open("/device");
		this.page.locator("#user_code").fill(userCode(app));
		submit();
		button("Allow").click();
		assertThat(heading("Your device is connected")).isVisible();
		look("/device allowed");

		// Their scripts would lead on at once
		withhold("**/js/*.js");
		authorize(app, "&response_mode=form_post");
		assertThat(this.page.locator("form[data-send]")).isVisible();
		look("/oauth2/authorize as a form");
		open("/account");
		button("Sign out").click();
		assertThat(this.page.locator(".told")).containsText("Registered app");
		look("/signout on the way");
	}

	private boolean isPage(String path) {
		APIResponse answer = this.browser.request().get(at(path));
		String type = answer.headers().getOrDefault("content-type", "");
		return answer.ok() && type.startsWith("text/html")
				&& URI.create(answer.url()).getPath().equals(URI.create(path).getPath());
	}

	private Stream<String> links() {
		return this.page.locator("main a[href^='/account']")
			.all()
			.stream()
			.map((link) -> link.getAttribute("href"))
			.map((link) -> link.replaceAll("#.*", ""));
	}

	private void authorize(JsonObject app, String more) {
		this.page.navigate(at("/oauth2/authorize?response_type=code&scope=openid+profile&code_challenge_method=S256"
				+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id="
				+ app.get("client_id").getAsString() + "&redirect_uri="
				+ URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8) + more));
	}

	private String userCode(JsonObject app) {
		return json(this.browser.request()
			.post(at("/oauth2/device_authorization"),
					RequestOptions.create()
						.setForm(FormData.create()
							.set("client_id", app.get("client_id").getAsString())
							.set("scope", "openid profile"))))
			.get("user_code")
			.getAsString();
	}

	private JsonObject registerApp() {
		return json(this.browser.request()
			.post(at("/connect/register"), RequestOptions.create()
				.setHeader("Content-Type", "application/json")
				.setData(new Gson().toJson(Map.of("client_name", "Registered app", "redirect_uris", List.of(CALLBACK),
						"policy_uri", "https://registered.test/privacy", "tos_uri", "https://registered.test/terms",
						"frontchannel_logout_uri", "https://registered.test/out", "token_endpoint_auth_method", "none",
						"scope", "openid profile", "grant_types",
						List.of("authorization_code", "urn:ietf:params:oauth:grant-type:device_code"))))));
	}

	private static JsonObject json(APIResponse answer) {
		assertThat(answer.ok()).as(answer.text()).isTrue();
		return new Gson().fromJson(answer.text(), JsonObject.class);
	}

}
