package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.account.Accounts;
import dev.signet.credential.Authenticators;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A person's own page about how they sign in. */
class SignInMethodsFlowTests extends SignedInPerson {

	private static final String PAGE = "/account/security";

	private static final String APP = "/account/security/authenticator";

	@Autowired
	private JdbcClient jdbc;

	@Test
	void setUpWhenCodeIsRightThenTheAppCountsAndTheCodesAreShownOnce() {
		Page codes = setUpApp();
		assertThat(codes.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(codes.document().select(".codes code")).hasSize(10);
		Page overview = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		assertThat(overview.document().text()).contains("10 of your codes are left")
			.doesNotContain(codes.document().select(".codes code").get(0).text());
		assertThat(this.actors.events(this.person.id())).contains("credential.totp-added",
				"credential.recovery-codes-made", "signin.second-factor-added");
		Map<String, String> token = Map.of("_csrf", overview.csrf());
		assertThat(this.browser.post("/signout", token).status()).as("the forms of the next page").isEqualTo(200);
	}

	@Test
	void setUpWhenCodeIsWrongThenNothingCountsAndThePictureStays() {
		Page page = this.browser.open(APP);
		String secret = page.document().selectFirst("#secret").text();
		TestAuthenticator phone = TestAuthenticator.typed(secret, this.beans);
		Page wrong = this.browser.submit(page, Map.of("code", phone.wrong()));
		assertThat(wrong.document().select("#code-error").text()).contains("wrong");
		assertThat(wrong.document().selectFirst("#secret").text()).isEqualTo(secret);
		assertThat(this.beans.getBean(Authenticators.class).of(this.person.id())).isEmpty();
	}

	@Test
	void setUpWhenPageWasLeftOpenThenSaysSoWithANewPicture() {
		Page page = this.browser.open(APP);
		String secret = page.document().selectFirst("#secret").text();
		TestAuthenticator phone = TestAuthenticator.typed(secret, this.beans);
		this.clock.advance(Duration.ofMinutes(14));
		this.actors.signIn(this.browser, this.browser.open("/signin?again=yes&next=" + PAGE), this.person);
		this.clock.advance(Duration.ofMinutes(14));
		this.actors.signIn(this.browser, this.browser.open("/signin?again=yes&next=" + PAGE), this.person);
		this.clock.advance(Duration.ofMinutes(3));
		String token = this.browser.open(APP).csrf();
		Page late = this.browser.submit(page, Map.of("code", phone.shown(), "_csrf", token));
		assertThat(late.document().select("#code-error").text()).contains("open for too long");
		assertThat(late.document().selectFirst("#secret").text()).isNotEqualTo(secret);
	}

	@Test
	void setUpWhenSealOfAnotherPersonIsPostedThenNothingCounts() {
		Browser others = this.actors.signedIn(this.actors.person("USER"));
		Page foreign = others.open(APP);
		TestAuthenticator phone = TestAuthenticator.typed(foreign.document().selectFirst("#secret").text(), this.beans);
		this.browser.submit(this.browser.open(APP), Map.of("code", phone.shown(), "sealed",
				foreign.document().selectFirst("input[name=sealed]").attr("value")));
		assertThat(this.beans.getBean(Authenticators.class).of(this.person.id())).isEmpty();
	}

	@Test
	void replaceWhenNewAppIsConfirmedThenOnlyThatCountsAndTheRecoveryCodesStay() {
		TestAuthenticator old = TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Page page = this.browser.open(APP);
		TestAuthenticator fresh = TestAuthenticator.typed(page.document().selectFirst("#secret").text(), this.beans);
		Page done = this.browser.submit(page, Map.of("code", fresh.shown()));
		assertThat(done.document().select("[role=status]").text()).contains("The new app counts");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(10);
		Authenticators apps = this.beans.getBean(Authenticators.class);
		assertThat(apps.use(this.person.id(), old.next())).isFalse();
		assertThat(apps.use(this.person.id(), fresh.shown())).isTrue();
	}

	@Test
	void removeWhenConfirmedThenThePasswordIsEnoughAndTheCodesAreGone() {
		setUpApp();
		Page ask = this.browser.open(APP + "/remove");
		Page done = this.browser.press(ask);
		assertThat(done.document().select("[role=status]").text()).contains("no longer count");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isZero();
		this.actors.signedIn(this.person);
	}

	@Test
	void removeWhenPolicyNeedsItThenRefusedWithWords() {
		setUpApp();
		this.beans.getBean(Accounts.class)
			.update(this.person.id(), (account) -> account.giveRole("CAREFUL", this.clock.instant()));
		String token = this.browser.open(PAGE).csrf();
		Page refused = this.browser.post(APP + "/remove", Map.of("_csrf", token));
		assertThat(refused.document().select("[role=alert]").text()).contains("only be replaced");
		assertThat(refused.document().select("form[action$=remove]")).isEmpty();
		assertThat(this.beans.getBean(Authenticators.class).of(this.person.id())).isPresent();
	}

	@Test
	void renewWhenConfirmedThenTheOldCodesAreWorthless() {
		String old = setUpApp().document().select(".codes code").get(0).text();
		Page codes = this.actors.recoveryCodes(this.browser, this.browser.open(PAGE + "/recovery-codes"));
		assertThat(codes.document().select(".codes code").eachText()).hasSize(10).doesNotContain(old);
		assertThat(this.beans.getBean(RecoveryCodes.class).use(this.person.id(), old)).isFalse();
	}

	@Test
	void renewWhenSentTwiceThenTheSameCodesAndOneEvent() {
		setUpApp();
		Page ask = this.browser.open(PAGE + "/recovery-codes");
		List<String> codes = this.actors.recoveryCodes(this.browser, ask).document().select(".codes code").eachText();
		Page again = this.actors.recoveryCodes(this.browser, ask);
		assertThat(again.document().select(".codes code").eachText()).hasSize(10).isEqualTo(codes);
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where account_id = :person "
					+ "and type = 'credential.recovery-codes-made'")
			.param("person", this.person.id().value())
			.query(Integer.class)
			.single()).as("with the first ones").isEqualTo(2);
	}

	@Test
	void renewWhenPageWasLeftOpenThenSaysSoAndNothingChanges() {
		setUpApp();
		Page ask = this.browser.open(PAGE + "/recovery-codes");
		this.clock.advance(Duration.ofSeconds(1));
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Page late = this.actors.recoveryCodes(this.browser, ask);
		assertThat(late.document().select("[role=alert]").text()).contains("open for too long");
		assertThat(late.document().select(".codes code")).isEmpty();
	}

	@Test
	void setUpWhenSentTwiceThenTheCodesStillCome() {
		Page page = this.browser.open(APP);
		TestAuthenticator phone = TestAuthenticator.typed(page.document().selectFirst("#secret").text(), this.beans);
		this.browser.submitOnly(page, Map.of("code", phone.shown()));
		Page again = this.browser.submit(page, Map.of("code", phone.shown()));
		assertThat(again.address().getPath()).isEqualTo("/signin/codes");
		Page codes = this.actors.recoveryCodes(this.browser, again);
		assertThat(codes.document().select(".codes code")).hasSize(10);
		assertThat(codes.document().selectFirst("#onwards").attr("href")).isEqualTo(PAGE);
		assertThat(this.browser.submit(page, Map.of("code", phone.shown())).address().getPath())
			.as("nothing is left to show")
			.isEqualTo(PAGE);
	}

	@Test
	void openWhenFewCodesAreLeftThenWarns() {
		List<String> codes = setUpApp().document().select(".codes code").eachText();
		codes.subList(0, 7).forEach((code) -> this.beans.getBean(RecoveryCodes.class).use(this.person.id(), code));
		assertThat(this.browser.open(PAGE).document().select("[role=alert]").text()).contains("Only 3 recovery codes");
	}

	@ParameterizedTest
	@ValueSource(strings = { APP, APP + "/remove", PAGE + "/recovery-codes" })
	void openWhenSignInIsOldThenAsksForItWithTheNameFixedAndComesBack(String path) {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.browser.open(path);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().selectFirst("#login[readonly]").attr("value")).isEqualTo(this.person.username());
		Page second = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { APP, APP + "/remove", PAGE + "/recovery-codes" })
	void postWhenSignInIsOldThenNothingHappens(String path) {
		TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		String token = this.browser.open(PAGE).csrf();
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.browser.post(path, Map.of("_csrf", token));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(10);
		assertThat(this.beans.getBean(Authenticators.class).of(this.person.id())).isPresent();
	}

	@Test
	void openWhenOnlyASecondFactorIsFreshThenTheSignInIsStillOld() {
		setUpApp();
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(this.browser.open("/signin/step-up?next=" + APP).address().getPath()).isEqualTo("/signin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.test", "https://evil.test/account", "/account/../admin", "/account//evil.test",
			"/account/sessions?x=y", "/signout", "/account/a/b/c/d", "/accounts", "/account\\evil.test" })
	void signInWhenNextIsNoPageOfThePersonThenTheAccountComesNext(String next) {
		Browser fresh = this.actors.browser();
		Page signIn = fresh.open("/signin?" + Browser.encode(Map.of("next", next)));
		assertThat(signIn.document().select("input[name=next]")).isEmpty();
		assertThat(this.actors.signIn(fresh, signIn, this.person).address().getPath()).isEqualTo("/account");
	}

	private Page setUpApp() {
		Page page = this.browser.open(APP);
		TestAuthenticator phone = TestAuthenticator.typed(page.document().selectFirst("#secret").text(), this.beans);
		return this.actors.recoveryCodes(this.browser, this.browser.submit(page, Map.of("code", phone.shown())));
	}

}
