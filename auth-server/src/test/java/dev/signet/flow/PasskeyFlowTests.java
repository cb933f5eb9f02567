package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SqlCounter;
import dev.signet.account.AccountDeletion;
import dev.signet.account.Accounts;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import org.jsoup.nodes.Attribute;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passkeys as the only step of a sign-in.
 */
class PasskeyFlowTests extends PasskeyPerson {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SqlCounter sql;

	@Test
	void signInWhenByPasskeyThenItIsTheOnlyStepAndCountsAsTwoFactors() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.app.authorize(this.browser, this.app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(signIn.document().select("#login[autocomplete='username webauthn']")).hasSize(1);
		Map<String, Object> idToken = idToken(answer(signIn, passkey));
		assertThat(idToken).containsEntry("sub", this.person.id().toString())
			.containsEntry("acr", "urn:signet:acr:2fa")
			.containsEntry("amr", List.of("pop", "user", "mfa"));
		assertThat(this.jdbc.sql(
				"select details ->> 'method' from audit_events where account_id = :person and type = 'signin.succeeded'")
			.param("person", this.person.id().value())
			.query(String.class)
			.list()).contains("PASSKEY");
	}

	@Test
	void signInPageWithoutScriptsThenShowsNothingOfPasskeysAndLetsThePasswordIn() {
		Page signIn = this.browser.open("/signin");
		assertThat(signIn.document().select("form[data-passkey]:not([hidden])")).isEmpty();
		assertThat(signIn.document().select("form[data-passkey] button[type=button]")).hasSize(1);
		assertThat(signIn.document().select("script[src]")).extracting((script) -> script.attr("src"))
			.anyMatch((address) -> address.startsWith("/js/passkeys-"));
		assertThat(this.actors.signIn(this.browser, signIn, this.person).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenRememberedThenTheSessionOutlivesTheBrowser() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin?next=/account/security");
		Page done = this.browser.submit(signIn,
				Map.of("passkey", passkey.answer(question(signIn)), "remember", "true"));
		assertThat(done.address().getPath()).isEqualTo("/account/security");
		this.browser.restart();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPasskeyIsNotAcceptedThenSaysSoKeepsTheRequestAndOpensNoSession() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.app.authorize(this.browser, this.app.request());
		Page refused = answer(signIn, passkey.unverified());
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.document().select("[role=alert]").text()).contains("signs nobody in here");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		assertThat(this.actors.events(this.person.id())).contains("signin.failed");
		Page again = this.browser.open(refused.document().selectFirst("main a[href^=/signin]").attr("href"));
		assertThat(this.actors.signIn(this.browser, again, this.person).document().text()).contains("One more step");
	}

	@Test
	void signInWhenDisabledOrNothingThenTheSameAnswer() {
		TestPasskey disabled = TestPasskey.of(this.person.id(), this.beans);
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		Page refused = answer(this.browser.open("/signin"), disabled);
		assertThat(refused.document().select("[data-unknown-passkey]")).as("its owner may be back").isEmpty();
		assertThat(this.browser.submit(this.browser.open("/signin"), Map.of("passkey", "")).document().text())
			.isEqualTo(refused.document().text());
	}

	/** Else the time that an answer takes would tell whose account is off. */
	@Test
	void signInWhenNothingIsProvedThenTheSameStatementsWhetherOrNotTheAccountIsOff() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans).unverified();
		List<List<String>> costs = new ArrayList<>();
		costs.add(costOf(passkey));
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		costs.add(costOf(passkey));
		assertThat(costs.get(1)).isEqualTo(costs.get(0)).isNotEmpty();
	}

	private List<String> costOf(TestPasskey passkey) {
		Page signIn = this.browser.open("/signin");
		return this.sql.ofRequests(() -> assertThat(answer(signIn, passkey).status()).isEqualTo(400));
	}

	/** The device still offers what was removed here. */
	@Test
	void signInWhenNobodyHasThePasskeyThenSaysSoToTheBrowserTooAndOffersOtherWays() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		UUID id = this.passkeys.of(this.person.id()).get(0).id();
		this.passkeys.remove(this.person.id(), id);
		Page refused = answer(this.app.authorize(this.browser, this.app.request()), passkey);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.document().text()).contains("no longer known here");
		assertThat(refused.document().selectFirst("[data-unknown-passkey]").attributes()).contains(
				new Attribute("data-unknown-passkey", passkey.id()), new Attribute("data-relying-party", "localhost"));
		assertThat(refused.document().select("script[src^=/js/passkeys]")).hasSize(1);
		assertThat(refused.document().select("main a").eachAttr("href"))
			.anyMatch((link) -> link.startsWith("/signin?request="))
			.anyMatch((link) -> link.startsWith("/signin/mail?request="))
			.contains("/recover");
	}

	@Test
	void signInWhenAccountIsToBeDeletedThenTheDecisionComesBeforeAnySession() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		this.beans.getBean(AccountDeletion.class).ask(this.person.id());
		Page decision = answer(this.browser.open("/signin"), passkey);
		assertThat(decision.address().getPath()).isEqualTo("/signin/keep");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		assertThat(this.browser.submit(decision, Map.of("decision", "keep")).address().getPath()).isEqualTo("/account");
		this.browser = this.actors.browser();
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPageIsOpenForLongThenAsksAgainAndStillGoesOn() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.app.authorize(this.browser, this.app.request());
		this.clock.advance(Duration.ofMinutes(6));
		Page late = answer(signIn, passkey);
		assertThat(late.document().text()).contains("more than five minutes");
		Page again = this.browser.open(late.document().selectFirst("main a[href^=/signin]").attr("href"));
		assertThat(answer(again, passkey).answer()).containsKey("code");
	}

	@Test
	void signInWhenPostedAgainThenTheAnswerIsUsedUpAndTheSessionStays() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		Map<String, String> form = Map.of("passkey", passkey.answer(question(signIn)));
		assertThat(this.browser.submit(signIn, form).address().getPath()).isEqualTo("/account");
		assertThat(this.browser.submit(signIn, form).address().getPath()).as("double click").isEqualTo("/account");
		Browser thief = this.actors.browser();
		assertThat(thief.submit(thief.open("/signin"), form).status()).isEqualTo(400);
		assertThat(this.browser.open("/signin/passkey").address().getPath()).as("reloaded").isEqualTo("/account");
	}

	@Test
	void signInWhenTokenIsMissingThenNoSession() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		this.browser.post("/signin/passkey", Map.of("passkey", passkey.answer(question(signIn))));
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	@Test
	void signInWhenManyWereNotAcceptedThenNoMoreIsLookedAtForAWhile() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		for (int i = 0; i < 30; i++) {
			assertThat(this.browser.submitOnly(signIn, Map.of("passkey", "{}")).status()).isEqualTo(400);
		}
		Page limited = answer(this.browser.open("/signin"), passkey);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().text()).contains("15 minutes");
		assertThat(this.actors.signIn(this.browser, this.browser.open("/signin"), this.person).address().getPath())
			.as("the other way is open")
			.isEqualTo("/signin/second");
		this.clock.advance(Duration.ofMinutes(15));
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	/** Many share an address, and anybody there can send what is none. */
	@Test
	void signInWhenTheNeighboursUsedUpTheRoomThenAKnownBrowserHasItsOwn() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		answer(this.browser.open("/signin"), passkey);
		this.browser.restart();
		Browser neighbour = this.actors.browser();
		Page theirs = neighbour.open("/signin");
		for (int i = 0; i < 30; i++) {
			assertThat(neighbour.submitOnly(theirs, Map.of("passkey", "{}")).status()).isEqualTo(400);
		}
		assertThat(neighbour.submitOnly(theirs, Map.of("passkey", "{}")).status()).isEqualTo(429);
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
		this.browser.restart();
		Page signIn = this.browser.open("/signin");
		for (int i = 0; i < 30; i++) {
			assertThat(this.browser.submitOnly(signIn, Map.of("passkey", "{}")).status()).isEqualTo(400);
		}
		assertThat(answer(this.browser.open("/signin"), passkey).status()).as("not without end").isEqualTo(429);
	}

	@Test
	void signInAgainWhenLoginIsAskedThenTheirPasskeysAreAskedForAndTheSessionIsTheSame() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Map<String, Object> before = idToken(answer(this.app.authorize(this.browser, this.app.request()), passkey));
		this.clock.advance(Duration.ofMinutes(1));
		Page again = this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")));
		assertThat(question(again)).contains(passkey.id());
		Map<String, Object> after = idToken(answer(again, passkey));
		assertThat(after).containsEntry("sid", before.get("sid"));
		assertThat(((Number) after.get("auth_time")).longValue())
			.isGreaterThanOrEqualTo(((Number) before.get("auth_time")).longValue() + 60);
		this.clock.advance(Duration.ofMinutes(1));
		Page old = this.app.authorize(this.browser, this.app.request(Map.of("max_age", "30")));
		assertThat(idToken(answer(old, passkey))).containsEntry("sid", before.get("sid"));
	}

	@Test
	void signInAgainWhenPersonHasNoPasskeyThenNoneIsAskedFor() {
		this.browser = this.actors.signedIn(this.person);
		Page again = this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")));
		assertThat(again.document().select("form[data-passkey]")).isEmpty();
	}

	@Test
	void signInAgainForAnOwnPageWhenByPasskeyThenBackThere() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		answer(this.browser.open("/signin"), passkey);
		this.clock.advance(Duration.ofMinutes(16));
		String id = this.passkeys.of(this.person.id()).get(0).id().toString();
		Page again = this.browser.open("/account/security/passkeys/" + id + "/remove");
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(answer(again, passkey).address().getPath())
			.isEqualTo("/account/security/passkeys/" + id + "/remove");
	}

}
