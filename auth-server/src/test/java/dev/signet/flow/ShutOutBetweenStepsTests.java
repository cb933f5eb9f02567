package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.credential.TestAuthenticator;
import dev.signet.session.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everybody is shut out between two steps of a sign-in, also where somebody else is
 * signed in.
 */
class ShutOutBetweenStepsTests extends ShutOutRace {

	/** Nor is it enough that the account is open again. */
	@Test
	void secondStepWhenEverybodyWasShutOutBeforeItThenOver() {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
		this.accounts.update(id(), (account) -> account.unlock(this.clock.instant()));
		assertOver(this.browser.submit(second, phone.form()));
	}

	@Test
	void keepWhenEverybodyWasShutOutBeforeItThenTheAccountIsNotKept() {
		this.beans.getBean(AccountDeletion.class).ask(id());
		Page question = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		assertThat(question.address().getPath()).isEqualTo("/signin/keep");
		this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
		assertOver(this.browser.post("/signin/keep", Map.of("decision", "keep", "_csrf", question.csrf())));
		assertThat(this.accounts.find(id()).orElseThrow().deletionDate()).isPresent();
	}

	/** Whoever awaits one person is not to get another one. */
	@ParameterizedTest
	@EnumSource
	void signInWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = this.browser.open("/signin?other=yes&again=yes");
		assertOnlyTheOtherIsIn(whileHeld(act, () -> this.actors.signIn(this.browser, page, this.person)));
	}

	@ParameterizedTest
	@EnumSource
	void secondStepWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem(Act act) throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = secondStepBesideSomebodyElse();
		assertOnlyTheOtherIsIn(whileHeld(act, () -> this.browser.submit(second, phone.form())));
	}

	@ParameterizedTest
	@EnumSource
	void secondStepWhereSomebodyElseIsSignedInAndEverybodyWasShutOutBeforeThenNobodyGoesOnAsThem(Act act) {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = secondStepBesideSomebodyElse();
		PasswordHash hash = this.beans.getBean(Passwords.class).hash("another horse " + UUID.randomUUID());
		this.transactions.executeWithoutResult((status) -> shutOut(act, hash));
		assertOnlyTheOtherIsIn(this.browser.submit(second, phone.form()));
		assertOnlyTheOtherIsIn(this.browser.open("/signin/second"));
	}

	@Test
	void setUpWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem() {
		Account other = this.actors.person("USER");
		this.browser = this.actors.signedIn(other);
		// Whose codes are still to come, which is not the page to go on to here
		TestAuthenticator.of(other.id(), this.beans);
		this.person = this.actors.person("USER", CAREFUL);
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin?other=yes&again=yes"), this.person);
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
		assertOnlyTheOtherIsIn(this.browser.submit(offer, Map.of("code", "123456")));
	}

	/** Of a version that notes no generation. */
	@Test
	void secondStepWhenANodeOfTheVersionBeforeBeganThenIn() {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.jdbc.sql("update signin_attempts set generation = null where account_id = :id")
			.param("id", id().value())
			.update();
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
	}

	private Page secondStepBesideSomebodyElse() {
		this.browser = this.actors.signedIn(this.actors.person("USER"));
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin?other=yes&again=yes"), this.person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		return second;
	}

	private void assertOnlyTheOtherIsIn(Page page) {
		assertThat(page.status()).isEqualTo(400);
		assertThat(page.document().select("#heading").text()).isEqualTo("Please start again");
		assertThat(others()).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

}
