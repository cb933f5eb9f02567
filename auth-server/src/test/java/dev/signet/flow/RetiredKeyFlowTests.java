package dev.signet.flow;

import java.util.Map;
import java.util.Set;

import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import dev.signet.key.SigningAlgorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ID tokens that come back as hints when their key is not published any more (OpenID
 * Connect Core 1.0 §3.1.2.1, RP-Initiated Logout 1.0 §2): apps keep them for as long as
 * somebody is signed in there.
 */
@SignetTest
class RetiredKeyFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private KeyRing ring;

	private RelyingParty app;

	private Browser browser;

	private RelyingParty.Answer tokens;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app(TestClients.confidential().signedWith("ES256"));
		this.browser = this.actors.consented(this.actors.person("USER"), this.app);
		this.tokens = this.app.redeem(this.app.code(this.browser));
	}

	@Test
	void authorizeWhenTheKeyOfTheHintIsRetiredThenAccepted() {
		retire();
		assertThat(authorize()).containsKey("code");
	}

	@Test
	void authorizeWhenTheKeyOfTheHintIsWithdrawnThenRefused() {
		this.ring.withdraw(key(), null);
		assertThat(authorize()).containsEntry("error", "invalid_request");
	}

	@Test
	void authorizeWhenTheRetiredKeyOfTheHintIsWithdrawnThenRefused() {
		retire();
		this.ring.withdraw(key(), null);
		assertThat(authorize()).containsEntry("error", "invalid_request");
	}

	@Test
	void authorizeWhenTheSignatureIsNotOfTheRetiredKeyThenRefused() {
		retire();
		RelyingParty.Answer other = this.app.redeem(this.app.code(this.browser));
		String idToken = this.tokens.idToken();
		String forged = idToken.substring(0, idToken.lastIndexOf('.'))
				+ other.idToken().substring(other.idToken().lastIndexOf('.'));
		assertThat(authorize(forged)).containsEntry("error", "invalid_request");
	}

	@Test
	void logoutWhenTheKeyOfTheHintIsRetiredThenSignedOutAndBackAtTheApp() {
		retire();
		assertThat(logout().left()).hasToString("https://app.test/");
	}

	@Test
	void logoutWhenTheKeyOfTheHintIsWithdrawnThenAsks() {
		this.ring.withdraw(key(), null);
		assertThat(logout().left()).isNull();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	/**
	 * A hint only says whom it is about; what opens something must be of a key in use.
	 */
	@Test
	void userInfoWhenTheKeyIsRetiredThenRefused() {
		assertThat(this.app.userInfo(this.tokens.accessToken()).status()).isEqualTo(200);
		retire();
		assertThat(this.app.userInfo(this.tokens.accessToken()).status()).isEqualTo(401);
	}

	private Map<String, String> authorize() {
		return authorize(this.tokens.idToken());
	}

	private Map<String, String> authorize(String hint) {
		return this.app.authorize(this.browser, this.app.request(Map.of("prompt", "none", "id_token_hint", hint)))
			.answer();
	}

	private Page logout() {
		return this.browser.open("/connect/logout?" + Browser
			.encode(Map.of("id_token_hint", this.tokens.idToken(), "post_logout_redirect_uri", "https://app.test/")));
	}

	private String key() {
		return (String) RelyingParty.header(this.tokens.idToken()).get("kid");
	}

	/** Lets another key sign, and the time go by for which this one is published. */
	private void retire() {
		this.ring.rotate(Set.of(SigningAlgorithm.ES256));
		this.jdbc.sql("update signing_keys set since = since - interval '8 days' where id = :key")
			.param("key", key())
			.update();
		this.ring.rotate(Set.of());
		assertThat(this.ring.publishes(key())).isFalse();
	}

}
