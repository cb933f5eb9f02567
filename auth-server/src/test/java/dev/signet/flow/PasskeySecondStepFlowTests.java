package dev.signet.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.credential.TestAuthenticator;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passkeys as the second step of a sign-in, and as what is set up when one is needed.
 */
class PasskeySecondStepFlowTests extends PasskeyPerson {

	@Test
	void signInWhenPolicyWantsASecondFactorThenAPasskeyIsEnough() {
		Account careful = this.actors.person("USER", CAREFUL);
		TestPasskey passkey = TestPasskey.of(careful.id(), this.beans);
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenASecondFactorIsNeededThenAPasskeyIsSetUpBeforeAnySessionOpens() {
		Account careful = this.actors.person("USER", "CAREFUL");
		Page offer = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()), careful);
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		assertThat(offer.document().select("svg.qr")).as("the other way").hasSize(1);
		TestPasskey passkey = TestPasskey.fresh(this.beans);
		Page refused = this.browser.submit(offer,
				Map.of("passkey", TestPasskey.fresh(this.beans).unverified().make(question(offer))));
		assertThat(refused.document().select("[role=alert]").text()).contains("not accepted");
		assertThat(this.browser.open("/signin/set-up/passkey").address().getPath()).isEqualTo("/signin/set-up");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		Page done = this.browser.submit(refused, Map.of("passkey", passkey.make(question(refused))));
		Page codes = this.actors.recoveryCodes(this.browser, done);
		assertThat(codes.document().select(".codes code")).hasSize(10);
		Page consent = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		assertThat(idToken(this.actors.allowAll(this.browser, consent))).containsEntry("acr", "urn:signet:acr:2fa")
			.containsEntry("amr", List.of("pwd", "pop", "user", "mfa"));
		this.browser = this.actors.browser();
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void setUpWhenPersonHasASecondFactorByNowThenThatIsAskedInstead() {
		Account careful = this.actors.person("USER", "CAREFUL");
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin"), careful);
		String attackers = TestPasskey.fresh(this.beans).make(question(offer));
		TestPasskey.of(careful.id(), this.beans);
		Page asked = this.browser.submit(offer, Map.of("passkey", attackers));
		assertThat(asked.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.passkeys.of(careful.id())).hasSize(1);
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	@Test
	void secondStepWhenPersonHasAPasskeyThenItIsAskedForAndTheOtherWaysAreLinked() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()),
				this.person);
		assertThat(question(second)).contains(passkey.id());
		assertThat(second.document().select("main a[href^=/signin/second?with=]"))
			.extracting((link) -> link.attr("href").replaceAll(".*with=([a-z]+).*", "$1"))
			.containsExactly("app", "recovery");
		assertThat(second.document().select("[data-without-passkeys]:not([hidden])")).as("scripts off").hasSize(1);
		assertThat(idToken(answer(second, passkey))).containsEntry("amr", List.of("pwd", "pop", "user", "mfa"));
		this.browser = this.actors.browser();
		Page other = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		Page code = this.browser
			.open(other.document().selectFirst("main a[href^=/signin/second?with=app]").attr("href"));
		assertThat(this.browser.submit(code, phone.form()).address().getPath()).isEqualTo("/account");
	}

	@Test
	void secondStepWhenPasskeyIsOfAnotherPersonThenRefusedAndCounted() {
		TestPasskey.of(this.person.id(), this.beans);
		TestPasskey others = TestPasskey.of(this.actors.person("USER").id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		for (int i = 0; i < 5; i++) {
			second = answer(second, others);
			assertThat(second.document().select("#problem").text()).contains("not accepted");
		}
		assertThat(this.actors.events(this.person.id())).contains("signin.second-factor-failed");
		assertThat(answer(second, others).status()).as("five tries").isEqualTo(400);
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	@Test
	void secondStepWhenAnswerIsToTheSignInPageThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		String answer = passkey.answer(question(signIn));
		Page second = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(this.browser.submit(second, Map.of("passkey", answer)).document().select("#problem")).hasSize(1);
	}

	@Test
	void stepUpWhenByPasskeyThenTheSessionHasTwoFactorsAndIsFresh() {
		this.browser = this.actors.signedIn(this.person);
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Map<String, Object> before = idToken(this.app.authorize(this.browser, this.app.request()));
		this.clock.advance(Duration.ofMinutes(20));
		Page second = this.app.authorize(this.browser, this.app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		Instant asked = this.clock.instant();
		Map<String, Object> after = idToken(answer(second, passkey));
		assertThat(after).containsEntry("acr", "urn:signet:acr:2fa").containsEntry("sid", before.get("sid"));
		assertThat(((Number) after.get("auth_time")).longValue()).isGreaterThanOrEqualTo(asked.getEpochSecond());
	}

}
