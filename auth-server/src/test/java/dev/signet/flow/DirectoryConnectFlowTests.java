package dev.signet.flow;

import java.util.Map;

import dev.signet.account.Account;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People connect the account that they have here with who they are in a directory.
 */
class DirectoryConnectFlowTests extends DirectoryPerson {

	@Test
	void signInWhenAccountHereHasTheAddressThenTheOwnerIsAskedFor() {
		Account local = this.actors.confirmed("USER");
		this.server.person(this.name, PASSWORD, local.emailAddress());
		Browser browser = this.actors.browser();
		Page proof = submit(browser, browser.open("/signin"), this.name, PASSWORD);
		assertThat(proof.address().getPath()).isEqualTo("/signin/link");
		assertThat(proof.document().select("main").text()).contains(local.emailAddress(), "Example directory");
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
		assertThat(links()).isZero();
		assertThat(this.jdbc.sql("""
				select details ->> 'why' from audit_events where type = 'linking.directory-decided'
				and account_id = :id""").param("id", local.id().value()).query(String.class).single())
			.isEqualTo("ADDRESS_HAS_ACCOUNT");
		Page confirm = submit(browser, browser.open(proof.document().selectFirst("#sign-in").attr("href")),
				local.username(), Actors.PASSWORD);
		assertThat(confirm.document().select("#what").text()).contains("Example directory", local.username());
		browser.post(confirm.document().selectFirst("main form").attr("action"),
				Map.of("decision", "link", "_csrf", confirm.csrf()));
		assertThat(links()).isOne();
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
	}

	/** The proof is both passwords at once, in a session that is fresh. */
	@Test
	void connectWhenOwnerKnowsBothPasswordsThenEitherLetsThemIn() {
		Account local = this.actors.person("USER");
		this.server.person(this.name, PASSWORD, local.emailAddress());
		Browser browser = this.actors.signedIn(local);
		assertThat(browser.open("/account/security").document().select("a[href=" + CONNECT + "]")).hasSize(1);
		Page wrong = submit(browser, browser.open(CONNECT), this.name, "wrong");
		assertThat(wrong.document().select("#password[aria-invalid=true]")).hasSize(1);
		assertThat(wrong.document().selectFirst("#login").val()).isEqualTo(this.name);
		Page connected = submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		assertThat(connected.document().text()).contains("Connected with: Example directory");
		Browser other = this.actors.browser();
		assertThat(submit(other, other.open("/signin"), this.name, PASSWORD).document().text())
			.contains(local.username());
		assertThat(signIn(local.username(), PASSWORD).address().getPath()).as("by the name here").isEqualTo("/account");
		assertThat(signIn(local.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
		Account second = this.actors.person("USER");
		Browser thief = this.actors.signedIn(second);
		assertThat(
				submit(thief, thief.open(CONNECT), this.name, PASSWORD).document().select("#login[aria-invalid=true]"))
			.as("somebody else's")
			.hasSize(1);
	}

	@Test
	void connectWhenTheNameIsSomebodyElsesHereThenTheDirectoryIsNotTold() {
		Account ada = this.actors.person("USER");
		this.server.person(ada.username(), PASSWORD);
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = submit(browser, browser.open(CONNECT), ada.username(), PASSWORD);
		assertThat(page.document().select("#password[aria-invalid=true]")).hasSize(1);
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::password).doesNotContain(PASSWORD);
		assertThat(links()).isZero();
		Browser own = this.actors.signedIn(ada);
		assertThat(submit(own, own.open(CONNECT), ada.username(), PASSWORD).document().text())
			.contains("Connected with: Example directory");
	}

	@Test
	void signInWhenAccountIsOfTwoPeopleThereThenThePasswordOfEither() {
		Account local = this.actors.person("USER");
		this.server.person(this.name, PASSWORD);
		this.server.person("s" + this.name, "their second password");
		Browser browser = this.actors.signedIn(local);
		submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		submit(browser, browser.open(CONNECT), "s" + this.name, "their second password");
		assertThat(links()).isEqualTo(2);
		assertThat(signIn(local.username(), PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(signIn(local.username(), "their second password").address().getPath()).isEqualTo("/account");
	}

	@Test
	void passwordWhenKeptThereThenNoneIsSetHere() {
		this.server.person(this.name, PASSWORD);
		Browser browser = this.actors.browser();
		submit(browser, browser.open("/signin"), this.name, PASSWORD);
		assertThat(browser.open("/account/security").document().select("main").text())
			.contains("kept by Example directory");
		assertThat(browser.open("/account/password/first").address().getPath()).isEqualTo("/account/password");
		Page page = browser.open("/account/password");
		assertThat(page.document().select("main").text()).contains("kept by Example directory");
		assertThat(page.document().select("#newPassword")).isEmpty();
		Browser stranger = this.actors.browser();
		stranger.submit(stranger.open("/recover"), Map.of("login", this.name));
		ReceivedMail mail = Mailbox.of(this.name + "@example.test").about("About the password of your account");
		assertThat(mail.text()).contains("Example directory");
		assertThat(mail.links()).noneMatch((link) -> link.contains("/recover/password"));
	}

	@Test
	void connectWhenPasswordIsToBeChangedThereThenSaidBesideTheField() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, "773");
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		assertThat(page.document().select("#password-error").text()).startsWith("This password is right, but");
		assertThat(links()).isZero();
	}

}
