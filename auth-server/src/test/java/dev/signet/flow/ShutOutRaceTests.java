package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.TestAuthenticator;
import dev.signet.demo.upstream.StandIn;
import dev.signet.directory.Directory;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.linking.DirectorySessions;
import dev.signet.mail.Mailbox;
import dev.signet.passkey.TestPasskey;
import dev.signet.session.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everybody is shut out while somebody signs in: what was proved before opens no session
 * after, in whichever way it was proved.
 */
class ShutOutRaceTests extends ShutOutRace {

	@ParameterizedTest
	@EnumSource
	void signInByPasswordThenNotIn(Act act) throws Exception {
		Page page = this.browser.open("/signin");
		assertOver(whileHeld(act, () -> this.actors.signIn(this.browser, page, this.person)));
		assertThat(this.jdbc.sql("select count(*) from known_browsers where account_id = :id")
			.param("id", id().value())
			.query(Integer.class)
			.single()).as("nor is the browser known").isZero();
	}

	@ParameterizedTest
	@EnumSource
	void signInByPasskeyThenNotIn(Act act) throws Exception {
		TestPasskey passkey = TestPasskey.of(id(), this.beans);
		Page page = this.browser.open("/signin");
		Map<String, String> answer = Map.of("passkey",
				passkey.answer(page.document().selectFirst("form[data-passkey]").attr("data-question")));
		assertOver(whileHeld(act, () -> this.browser.submit(page, answer)));
	}

	@ParameterizedTest
	@EnumSource
	void signInByMailThenNotIn(Act act) throws Exception {
		Page enter = this.browser.submit(this.browser.open("/signin"),
				Map.of("from", "signin", "login", this.person.username()));
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		assertOver(whileHeld(act, () -> this.browser.submit(enter, Map.of("code", code))));
	}

	@ParameterizedTest
	@EnumSource
	void signInByProviderThenNotIn(Act act) throws Exception {
		Upstream google = Upstream.enabled(this.beans, StandIn.GOOGLE);
		String address = Upstream.newAddress();
		Browser before = this.actors.browser();
		google.signIn(before, "Ada Lovelace", address);
		Account newcomer = this.accounts.findByLogin(address).orElseThrow();
		this.sessions.endAll(newcomer.id(), EndReason.SIGNED_OUT_EVERYWHERE);
		becomes(newcomer);
		Page asked = google.visit(this.browser, this.browser.open("/signin"));
		whileHeld(act, () -> google.type(this.browser, asked, "Ada Lovelace", address));
		assertNobodyIsIn();
	}

	/** Of a directory too, which is asked before the account is held. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "PASSWORD_RESET", "PASSWORD_CHANGED" })
	void signInByDirectoryThenNotIn(Act act) throws Exception {
		assertNotInByDirectory(act, "");
	}

	/** By a name that is known to the directory alone. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "PASSWORD_RESET", "PASSWORD_CHANGED" })
	void signInByDirectoryWhenByAnotherNameThenNotIn(Act act) throws Exception {
		assertNotInByDirectory(act, "@corp.example");
	}

	private void assertNotInByDirectory(Act act, String domain) throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = comeByDirectory(server);
			try {
				Page page = this.browser.open("/signin");
				whileHeld(act, () -> this.browser.submit(page,
						Map.of("login", this.person.username() + domain, "password", Actors.PASSWORD)));
				assertNobodyIsIn();
			}
			finally {
				TestDirectories.disable(this.beans, directory);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void secondStepThenNotInAndTheDeviceIsNotTrusted(Act act) throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		assertOver(whileHeld(act, () -> this.browser.submit(second, Map.of("code", phone.next(), "trust", "true"))));
		assertThat(this.trustedDevices.of(id())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void signInOnTrustedDeviceThenNotIn(Act act) throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.browser.submit(second, Map.of("code", phone.next(), "trust", "true"));
		assertThat(this.trustedDevices.of(id())).hasSize(1);
		others().forEach((session) -> this.sessions.end(session.id(), EndReason.SIGNED_OUT));
		Page page = this.browser.open("/signin");
		assertOver(whileHeld(act, () -> this.actors.signIn(this.browser, page, this.person)));
	}

	/** The directory has said yes already, while it was on. */
	@Test
	void signInByDirectoryWhenItIsSwitchedOffMeanwhileThenNotInAndNothingIsGiven() throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = comeByDirectory(server);
			String dn = "uid=" + this.person.username() + "," + TestDirectoryServer.PEOPLE;
			server.group("editors", dn);
			Page page = this.browser.open("/signin");
			whileHeld(() -> CompletableFuture.runAsync(() -> TestDirectories.disable(this.beans, directory)).join(),
					() -> this.actors.signIn(this.browser, page, this.person));
			assertThat(server.binds()).as("before, and now").hasSize(2).allMatch((bind) -> bind.dn().equals(dn));
			assertNobodyIsIn();
			assertThat(this.accounts.find(id()).orElseThrow().roles()).containsExactly("USER");
		}
	}

	@Test
	void secondStepWhenPeopleOfTheDirectoryAreSignedOutMeanwhileThenNotIn() throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = comeByDirectory(server);
			TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
			Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
			SignedInAccount administrator = new SignedInAccount(AccountId.random(), UUID.randomUUID(), "admin",
					Set.of(), List.of(), null);
			TestDirectories.disable(this.beans, directory);
			assertOver(
					whileHeld(() -> this.beans.getBean(DirectorySessions.class).endAll(directory.id(), administrator),
							() -> this.browser.submit(second, phone.form())));
		}
	}

}
