package dev.signet.flow;

import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the pages are to be shown (OpenID Connect Core 1.0 §3.1.2.1, {@code display}): one
 * page fits a window, a small window and a finger, and what nobody knows is passed over.
 */
@SignetTest
class DisplayFlowTests {

	@Autowired
	private Actors actors;

	@ParameterizedTest
	@ValueSource(strings = { "page", "popup", "touch", "wap", "hologram", "page popup", "POPUP", "'><script>", "" })
	void authorizeWhenDisplayIsAskedForThenThePageAndACode(String display) {
		Account person = this.actors.person("USER");
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		Browser browser = this.actors.browser();
		Page signIn = app.authorize(browser, app.request(Map.of("display", display)));
		assertThat(signIn.status()).isEqualTo(200);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().select("meta[name=viewport]")).isNotEmpty();
		assertThat(signIn.response().body()).doesNotContain("<script>");
		String code = this.actors.signIn(browser, signIn, person).answer().get("code");
		assertThat(app.redeem(code).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "page", "popup", "touch", "wap", "hologram" })
	void authorizeWhenNothingMayBeShownThenDisplayChangesNothing(String display) {
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		assertThat(app.authorize(this.actors.browser(), app.request(Map.of("display", display, "prompt", "none")))
			.answer()).containsEntry("error", "login_required");
	}

}
