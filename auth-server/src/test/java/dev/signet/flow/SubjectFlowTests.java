package dev.signet.flow;

import java.net.URI;
import java.util.Map;

import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The names by which clients know people (OpenID Connect Core 1.0 §8). */
class SubjectFlowTests extends SignedInPerson {

	@Autowired
	private JdbcClient jdbc;

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

	/** Anybody can run an app on a device: their addresses there prove nothing. */
	@Test
	void pairwiseWhenAnswersComeToTheDeviceThenEachAppKnowsAnotherName() {
		RelyingParty one = this.actors.app(TestClients.publicNative().pairwise());
		RelyingParty two = this.actors.app(TestClients.publicNative().pairwise());
		assertThat(subject(tokens(one).idToken())).isNotEqualTo(subject(tokens(two).idToken()))
			.isNotEqualTo(this.person.id().toString());
	}

	/** OpenID Connect Core 1.0 §5.3.2: userinfo names the person as the ID token did. */
	@Test
	void userInfoWhenNamesChangedUnderALiveGrantThenNotUnderTheNewName() {
		RelyingParty app = this.actors.app();
		RelyingParty.Answer tokens = tokens(app);
		this.jdbc.sql("update clients set subject_type = 'PAIRWISE' where client_id = :client")
			.param("client", app.clientId())
			.update();
		TestClients.enable(this.beans, this.beans.getBean(Clients.class).findByClientId(app.clientId()).orElseThrow());
		RelyingParty.Answer refused = app.userInfo(tokens.accessToken());
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.error()).isEqualTo("invalid_token");
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
