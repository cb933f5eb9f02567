package dev.signet.flow;

import java.util.Map;

import dev.signet.SignetTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every answer carries besides its body, redirects included. That each page carries
 * it is checked by {@link Browser} in all journeys.
 */
@SignetTest
class HeadersFlowTests {

	@Autowired
	private Actors actors;

	private RelyingParty app;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/account", "/signin", "/register", "/register?invitation=x", "/register/waiting",
			"/register/confirm?sign_up=x", "/recover", "/recover/sent", "/recover/password?token=x",
			"/recover/unlock?token=x", "/email/confirm?token=x", "/email/undo?token=x", "/lock?token=x", "/signed-out",
			"/connect/logout", "/no/such/page", "/signin/continue?request=gone", "/oauth2/authorize",
			"/oauth2/authorize?resume=gone" })
	void openWhenAnyPageThenPolicyAndNoStoreAndNoReferrer(String address) {
		this.actors.browser().fetch("GET", address, Map.of("Accept", "text/html")).assertProtected();
	}

	@Test
	void authorizeWhenStepIsMissingThenRedirectIsProtectedAndStaysRelative() {
		Page redirect = this.actors.browser()
			.fetch("GET", "/oauth2/authorize?" + Browser.encode(this.app.request()), Map.of());
		assertThat(redirect.status()).isEqualTo(303);
		assertThat(redirect.header("Location").orElseThrow()).startsWith("/signin?request=");
		redirect.assertProtected();
	}

	@Test
	void signInWhenPostedThenSeeOther() {
		Browser browser = this.actors.browser();
		Page redirect = browser.submitOnly(browser.open("/signin"),
				Map.of("login", this.actors.person().username(), "password", Actors.PASSWORD));
		assertThat(redirect.status()).isEqualTo(303);
		assertThat(redirect.header("Location")).hasValue("/account");
		redirect.assertProtected();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/jwks", "/.well-known/openid-configuration",
			"/.well-known/oauth-authorization-server" })
	void openWhenPublicDocumentThenMayBeKept(String address) {
		Page document = this.actors.browser().fetch("GET", address, Map.of());
		assertThat(document.status()).isEqualTo(200);
		assertThat(document.header("Cache-Control")).hasValue("public, max-age=300");
	}

}
