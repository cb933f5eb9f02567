package dev.signet.flow;

import java.net.URI;
import java.util.Map;

import dev.signet.client.TestClients;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The names by which clients know people (OpenID Connect Core 1.0 §8). */
class SubjectFlowTests extends SignedInPerson {

	@Test
	void pairwiseThenOneNameInAllThatAClientGets() {
		RelyingParty app = this.actors.app(TestClients.confidential().pairwise());
		RelyingParty.Answer tokens = tokens(app);
		String subject = subject(tokens.idToken());
		assertThat(subject).isNotEqualTo(this.person.id().toString()).hasSizeLessThanOrEqualTo(255);
		assertThat(subject(tokens.accessToken())).isEqualTo(subject);
		assertThat(app.userInfo(tokens.accessToken()).text("sub")).isEqualTo(subject);
		assertThat(app.call("/oauth2/introspect", Map.of("token", tokens.accessToken())).text("sub"))
			.isEqualTo(subject);
		assertThat(app.call("/oauth2/introspect", Map.of("token", tokens.refreshToken())).text("sub"))
			.isEqualTo(subject);
		assertThat(subject(app.refresh(tokens.refreshToken()).idToken())).isEqualTo(subject);
		assertThat(subject(tokens(app).idToken())).isEqualTo(subject);
	}

	@Test
	void pairwiseThenOtherSectorsKnowAnotherName() {
		String sector = "https://sector.test/" + System.nanoTime();
		RelyingParty one = this.actors.app(TestClients.confidential().pairwise());
		RelyingParty two = this.actors.app(TestClients.confidential().pairwise(URI.create(sector)));
		RelyingParty three = this.actors.app(TestClients.confidential().pairwise(URI.create(sector + "/x")));
		RelyingParty four = this.actors.app(TestClients.confidential());
		String name = subject(tokens(two).idToken());
		assertThat(subject(tokens(one).idToken())).isNotEqualTo(name);
		assertThat(subject(tokens(three).idToken())).isEqualTo(name);
		assertThat(subject(tokens(four).idToken())).isEqualTo(this.person.id().toString());
	}

	@Test
	void hintWhenPairwiseThenItMeansThePerson() {
		RelyingParty app = this.actors.app(TestClients.confidential().pairwise());
		String hint = tokens(app).idToken();
		Map<String, String> silent = app.request(Map.of("prompt", "none", "id_token_hint", hint));
		assertThat(app.authorize(this.browser, silent).answer()).containsKey("code");
		Browser other = this.actors.signedIn(this.actors.person("USER"));
		assertThat(app.authorize(other, silent).answer()).containsEntry("error", "login_required");
	}

	@Test
	void logoutWhenPairwiseHintThenSignedOutWithoutAQuestion() {
		RelyingParty app = this.actors.app(TestClients.confidential().pairwise());
		String hint = tokens(app).idToken();
		Page page = this.browser.open("/connect/logout?" + Browser.encode(Map.of("id_token_hint", hint)));
		assertThat(page.address().getPath()).isEqualTo("/signed-out");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	private RelyingParty.Answer tokens(RelyingParty app) {
		Page page = app.authorize(this.browser, app.request());
		if (page.left() == null) {
			page = this.actors.allowAll(this.browser, page);
		}
		return app.redeem(page.answer().get("code"));
	}

	private static String subject(String jwt) {
		return (String) RelyingParty.claims(jwt).get("sub");
	}

}
