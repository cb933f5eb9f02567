package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.directory.AccountRules;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.mail.Mailbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody of a directory who signs in for the first time is asked what is missing for an
 * account, and nothing else; the app goes on afterwards.
 */
class DirectoryNewcomerFlowTests extends DirectoryPerson {

	private Browser browser;

	@BeforeEach
	void comeUnknown() {
		this.browser = this.actors.browser();
	}

	@Test
	void signInWhenNameIsTakenThenAsksForANameAndTheAppGoesOn() {
		Account other = this.actors.person("USER");
		String dn = this.server.person(other.username(), PASSWORD, this.name + "@example.test");
		this.server.group("editors", dn);
		RelyingParty app = this.actors.app();
		Page page = signIn(app.authorize(this.browser, app.request()), other.username() + "@corp.example");
		assertThat(page.address().getPath()).isEqualTo("/signin/new");
		assertThat(page.document().select("form[action=/signin/new] input:not([type=hidden])").eachAttr("name"))
			.containsExactly("username");
		assertThat(page.document().select("#username").val()).startsWith(other.username())
			.isNotEqualTo(other.username());
		assertThat(page.document().select("main").text()).contains("Example directory");
		assertThat(this.browser.submit(page, Map.of("username", other.username()))
			.document()
			.select("#username-error")
			.text()).contains("already has");
		Page consent = this.browser.submit(page, Map.of("username", this.name));
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		Account made = account();
		assertThat(made.roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(made.fullName()).isEqualTo("Ada Lovelace");
		assertThat(made.emailVerified()).isTrue();
		RelyingParty.Answer tokens = app.redeem(this.actors.allowAll(this.browser, consent).answer().get("code"));
		assertThat(RelyingParty.claims(tokens.text("id_token"))).containsEntry("sub", made.id().toString());
		assertThat(signIn(other.username() + "@corp.example", PASSWORD).address().getPath()).isEqualTo("/account");
		this.browser.submit(page, Map.of("username", "x" + this.name));
		assertThat(this.accounts.findByLogin("x" + this.name)).as("sent twice").isEmpty();
	}

	/** What is given then is by the groups of when they came. */
	@Test
	void completeWhenOutOfTheGroupMeanwhileThenTheNextLookTakesWhatItGave() {
		Account other = this.actors.person("USER");
		this.server.group("editors", this.server.person(other.username(), PASSWORD, this.name + "@example.test"));
		Page page = signIn(this.browser.open("/signin"), other.username() + "@corp.example");
		this.server.group("editors", TestDirectoryServer.BIND_DN);
		this.browser.submit(page, Map.of("username", this.name));
		assertThat(account().roles()).contains("EDITOR");
		this.clock.advance(Duration.ofMinutes(1));
		TestDirectories.lookWhereDue(this.beans, this.directory);
		assertThat(account().roles()).doesNotContain("EDITOR");
	}

	/**
	 * What further groups would give is missing, also if the person is asked something
	 * first.
	 */
	@Test
	void signInWhenGroupsAreCutAndMoreIsAskedThenAdministratorsAreWarned() {
		String dn = this.server.person(this.name, PASSWORD, "none");
		this.server.group("another", dn);
		this.server.group("editors", dn);
		this.server.most(1);
		Page page = signIn(this.browser.open("/signin"), this.name);
		String address = "a" + this.name + "@example.test";
		Page code = this.browser.submit(page, Map.of("username", this.name, "email", address));
		String mailed = Mailbox.of(address).about("Your code").code();
		assertThat(this.browser.submit(code, Map.of("code", mailed)).address().getPath()).isEqualTo("/account");
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where type = 'directory.groups-cut' and account_id = :id")
			.param("id", account().id().value())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void signInWhenThereIsNoAddressThenAsksForItAndForTheCodeFromThere() {
		this.server.person(this.name, PASSWORD, "none");
		Page page = signIn(this.browser.open("/signin"), this.name);
		assertThat(page.document().select("#username").val()).isEqualTo(this.name);
		String address = "a" + this.name + "@example.test";
		Page code = this.browser.submit(page, Map.of("username", this.name, "email", address));
		assertThat(this.browser.submit(code, Map.of("code", "12345678")).document().select("#code-error")).hasSize(1);
		String mailed = Mailbox.of(address).about("Your code").code();
		assertThat(this.browser.submit(code, Map.of("code", mailed)).address().getPath()).isEqualTo("/account");
		Account made = account();
		assertThat(made.emailAddress()).isEqualTo(address);
		assertThat(made.emailVerified()).isTrue();
	}

	/**
	 * The address alone takes over nothing, and tells nobody whether somebody has it, who
	 * may write anything there.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void signInWhenAddressIsNotTrustedThenACodeDecidesWhetherOrNotSomebodyHasIt(boolean taken) {
		TestDirectories.disable(this.beans, this.directory);
		DirectorySettings trusting = settings();
		this.directory = TestDirectories.enabled(this.beans,
				new DirectorySettings(trusting.name(), trusting.server(), trusting.people(), trusting.groups(),
						trusting.names(), new AccountRules(true, false, trusting.accounts().rules()), null));
		String address = taken ? this.actors.confirmed("USER").emailAddress() : this.name + "@example.test";
		this.server.person(this.name, PASSWORD, address);
		Page page = signIn(this.browser.open("/signin"), this.name);
		assertThat(page.address().getPath()).isEqualTo("/signin/new");
		assertThat(page.document().select("#email").val()).isEqualTo(address);
		Page code = this.browser.submit(page, Map.of("username", this.name, "email", address));
		assertThat(code.document().select("#code")).hasSize(1);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void completeWhenInAnotherBrowserOrLateOrSwitchedOffThenNothing() {
		Account other = this.actors.person("USER");
		this.server.person(other.username(), PASSWORD, this.name + "@example.test");
		Page page = signIn(this.browser.open("/signin"), other.username() + "@corp.example");
		String arrival = page.document().selectFirst("[name=arrival]").val();
		assertThat(this.actors.browser().open("/signin/new?arrival=" + arrival).status()).isEqualTo(410);
		TestDirectories.disable(this.beans, this.directory);
		assertThat(this.browser.submit(page, Map.of("username", this.name)).status()).isEqualTo(410);
		this.directory = TestDirectories.enabled(this.beans, settings());
		Page second = signIn(this.browser.open("/signin"), other.username() + "@corp.example");
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(this.browser.submit(second, Map.of("username", this.name)).status()).isEqualTo(410);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	/** As when groups came with more than is kept. */
	@Test
	void completeWhenWhatWasSaidWasNotKeptThenNothing() {
		Account other = this.actors.person("USER");
		this.server.person(other.username(), PASSWORD, this.name + "@example.test");
		Page page = signIn(this.browser.open("/signin"), other.username() + "@corp.example");
		this.jdbc.sql("update upstream_arrivals set claims = '{}' where id = cast(:id as uuid)")
			.param("id", page.document().selectFirst("[name=arrival]").val())
			.update();
		assertThat(this.browser.submit(page, Map.of("username", this.name)).status()).isEqualTo(410);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void completeWhenTheDirectoryWasChangedOrOffMeanwhileThenNothing() {
		Account other = this.actors.person("USER");
		this.server.person(other.username(), PASSWORD, this.name + "@example.test");
		Page first = signIn(this.browser.open("/signin"), other.username() + "@corp.example");
		TestDirectories.disable(this.beans, this.directory);
		this.directory = TestDirectories.enableAgain(this.beans, this.directory);
		assertThat(this.browser.submit(first, Map.of("username", this.name)).status()).isEqualTo(410);
		Page second = signIn(this.browser.open("/signin"), other.username() + "@corp.example");
		assertThat(second.address().getPath()).isEqualTo("/signin/new");
		TestDirectories.change(this.beans, this.directory, settings().giving(List.of()), other.id());
		assertThat(this.browser.submit(second, Map.of("username", this.name)).status()).isEqualTo(410);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	private Page signIn(Page page, String login) {
		return submit(this.browser, page, login, PASSWORD);
	}

}
