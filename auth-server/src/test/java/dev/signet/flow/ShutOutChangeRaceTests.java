package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.credential.Authenticators;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.demo.upstream.StandIn;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.mail.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everybody is shut out while somebody changes how they sign in: what was proved before
 * changes nothing after.
 */
class ShutOutChangeRaceTests extends ShutOutRace {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PASSWORD_RESET")
	void setUpOfASecondFactorThenAddsNone(Act act) throws Exception {
		becomes(this.actors.person("USER", CAREFUL));
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		setUpThenAddsNone(act, offer);
	}

	/** It belongs to a session, which is over with all others. */
	@ParameterizedTest
	@EnumSource
	void setUpOfASecondFactorFromASessionThenAddsNone(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		Page offer = this.browser.open("/signin/step-up");
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		setUpThenAddsNone(act, offer);
	}

	@ParameterizedTest
	@EnumSource
	void recoveryCodesThenMakesNone(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		TestAuthenticator.of(id(), this.beans);
		Page offer = this.browser.open("/account/security/recovery-codes");
		whileHeld(act, () -> this.actors.recoveryCodes(this.browser, offer));
		assertNobodyIsIn();
		assertThat(this.beans.getBean(RecoveryCodes.class).left(id())).isZero();
	}

	/** On the page for who has none. */
	@Test
	void recoveryCodesAfterTheSetUpWhenOutMeanwhileThenMakesNone() throws Exception {
		this.browser = this.actors.signedIn(this.person);
		TestAuthenticator.of(id(), this.beans);
		Page offer = this.browser.open("/signin/codes");
		assertOver(whileHeld(Act.OTHERS_SIGNED_OUT, () -> this.actors.recoveryCodes(this.browser, offer)));
		assertThat(this.beans.getBean(RecoveryCodes.class).left(id())).isZero();
	}

	/** Of a directory too, which is asked before the account is held. */
	@ParameterizedTest
	@EnumSource
	void connectionWithADirectoryThenMakesNone(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			String name = "d" + UUID.randomUUID().toString().substring(0, 12);
			server.person(name, Actors.PASSWORD);
			Directory directory = TestDirectories.enabled(this.beans, TestDirectories.settings(server));
			try {
				Page page = this.browser.open("/account/security/directory");
				Page answer = whileHeld(act,
						() -> this.browser.submit(page, Map.of("login", name, "password", Actors.PASSWORD)));
				assertThat(answer.address().getPath()).isEqualTo("/signin");
				assertNobodyIsIn();
				assertThat(this.beans.getBean(DirectoryLinks.class).withRemoved(id())).isEmpty();
			}
			finally {
				TestDirectories.disable(this.beans, directory);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void restorationOfALinkToADirectoryThenStaysRemoved(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		DirectoryLinks links = this.beans.getBean(DirectoryLinks.class);
		TestDirectories.link(id(), this.beans);
		UUID link = links.of(id()).get(0).id();
		assertThat(links.remove(link, id(), id())).isTrue();
		assertNotRestored(act, "/account/directories/" + link + "/restore");
		assertThat(links.withRemoved(id())).hasSize(1)
			.allSatisfy((removed) -> assertThat(removed.restoredAt()).isNull());
	}

	@ParameterizedTest
	@EnumSource
	void restorationOfALinkToAProviderThenStaysRemoved(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		Links links = this.beans.getBean(Links.class);
		UpstreamPerson there = new UpstreamPerson("https://upstream.example", UUID.randomUUID().toString(), null, false,
				Map.of(), null);
		UUID link = links.add(id(), Upstream.enabled(this.beans, StandIn.GOOGLE).provider().id(), there).id();
		assertThat(links.remove(link, id())).isTrue();
		assertNotRestored(act, "/account/providers/" + link + "/restore");
		assertThat(links.of(id())).hasSize(1).allSatisfy((removed) -> assertThat(removed.restoredAt()).isNull());
	}

	private void assertNotRestored(Act act, String address) throws Exception {
		Page page = this.browser.open(address);
		Page answer = whileHeld(act, () -> this.browser.post(address, Map.of("_csrf", page.csrf())));
		assertThat(answer.address().getPath()).isEqualTo("/signin");
		assertNobodyIsIn();
	}

	/** Nobody resets a password by an address that is not confirmed. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PASSWORD_RESET")
	void confirmationOfAnAddressThenNotConfirmed(Act act) throws Exception {
		becomes(this.actors.person("USER"));
		this.browser = this.actors.signedIn(this.person);
		Page page = this.browser.open("/account/email");
		this.browser.post("/account/email/send", Map.of("_csrf", page.csrf()));
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		whileHeld(act, () -> this.browser.post("/account/email/code", Map.of("code", code, "_csrf", page.csrf())));
		assertNobodyIsIn();
		assertThat(this.accounts.find(id()).orElseThrow().emailVerified()).isFalse();
	}

	private void setUpThenAddsNone(Act act, Page offer) throws Exception {
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		whileHeld(act, () -> this.browser.submit(offer, Map.of("code", phone.shown())));
		assertNobodyIsIn();
		assertThat(this.beans.getBean(Authenticators.class).of(id())).isEmpty();
	}

}
