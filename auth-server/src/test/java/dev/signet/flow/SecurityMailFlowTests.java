package dev.signet.flow;

import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Profile;
import dev.signet.credential.TestAuthenticator;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.passkey.TestPasskey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People hear by mail of new ways into their account, one mail for each (OWASP ASVS 5.0,
 * 6.3.5 and 6.3.7), and can lock it from there.
 */
@SignetTest
class SecurityMailFlowTests {

	private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private MutableClock clock;

	private Account person;

	private Mailbox mailbox;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER");
		this.mailbox = Mailbox.of(this.person.emailAddress());
	}

	@Test
	void signInWhenBrowserIsNewThenOneMailThatNamesItAndLocksTheAccount() {
		Browser owner = this.actors.signedIn(this.person);
		owner.open("/account");
		assertThat(this.mailbox.all()).as("the very first browser is no surprise").isEmpty();
		Browser thief = this.actors.browser();
		thief.identify(FIREFOX);
		this.actors.signIn(thief, thief.open("/signin"), this.person);
		ReceivedMail mail = this.mailbox.only();
		assertThat(mail.subject()).isEqualTo("A new browser signed in to your account");
		assertThat(mail.text()).contains(this.person.username(), " UTC in a browser",
				"It was done with Firefox on Linux, from the network address 127.0.0.1.");
		Browser reader = this.actors.browser();
		Page question = reader.open(mail.links().get(0));
		assertThat(question.document().select("h1").text()).isEqualTo("Lock your account now?");
		Page out = reader.submit(question, Map.of("token", token(mail)));
		assertThat(out.address().getPath()).isEqualTo("/recover");
		assertThat(thief.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void signInWhenBrowserIsKnownOrOthersUseItThenMailsOnlyThoseWhoDoNotKnowIt() {
		Browser browser = this.actors.signedIn(this.person);
		Browser second = this.actors.signedIn(this.person);
		this.mailbox.await(1);
		Account other = this.actors.person("USER");
		this.actors.signIn(second, second.open("/signin?other=yes&again=yes"), other);
		this.actors.signIn(second, second.open("/signin?other=yes&again=yes"), this.person);
		this.actors.signIn(browser, browser.open("/signin?again=yes"), this.person);
		assertThat(second.open("/account").document().text()).contains(this.person.emailAddress());
		assertThat(settled()).hasSize(1);
		assertThat(Mailbox.of(other.emailAddress()).all()).isEmpty();
	}

	@Test
	void signInWhenPersonLivesElsewhereThenInTheirLanguageAndTheirTime() {
		this.accounts.update(this.person.id(),
				(account) -> account.changeProfile(
						new Profile("Ada", null, null, null, null, null, null, null, null, "Asia/Tokyo", "de", null),
						this.clock.instant()));
		this.actors.signedIn(this.person);
		this.actors.signedIn(this.person);
		ReceivedMail mail = this.mailbox.only();
		assertThat(mail.subject()).isEqualTo("Ein neuer Browser hat sich bei Ihrem Konto angemeldet");
		assertThat(mail.text()).contains(" JST hat sich jemand").contains("Unbekanntes Gerät");
	}

	@Test
	void secondFactorWhenSetUpUsedRenewedAndRemovedThenOneMailEach() {
		Browser browser = this.actors.signedIn(this.person);
		Page offer = browser.open("/account/security/authenticator");
		TestAuthenticator app = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		Page done = browser.submit(offer, Map.of("code", app.shown()));
		assertMail(1, "A sign-in method was added", "An authenticator app was set up for your account");
		List<String> codes = this.actors.recoveryCodes(browser, done).document().select(".codes code").eachText();
		assertMail(2, "A sign-in method was added", "Recovery codes were made");
		browser.post("/signout", Map.of("_csrf", browser.csrf()));
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		browser.submit(second, Map.of("code", codes.get(0)));
		assertMail(3, "A recovery code was used", "9 of your codes are left.");
		Page renew = browser.open("/account/security/recovery-codes");
		this.actors.recoveryCodes(browser, renew);
		assertMail(4, "A sign-in method was added", "Recovery codes were made");
		Page remove = browser.open("/account/security/authenticator/remove");
		browser.post("/account/security/authenticator/remove", Map.of("_csrf", remove.csrf()));
		assertMail(5, "A sign-in method was removed", "The authenticator app of your account");
		assertThat(settled()).hasSize(5);
	}

	@Test
	void passkeyWhenAddedAndRemovedThenOneMailEach() {
		Browser browser = this.actors.signedIn(this.person);
		Page add = browser.open("/account/security/passkeys/add");
		String question = add.document().selectFirst("form[data-passkey]").attr("data-question");
		browser.submit(add, Map.of("passkey", TestPasskey.fresh(this.beans).make(question)));
		assertMail(1, "A sign-in method was added", "A passkey was added to your account");
		String passkey = browser.open("/account/security")
			.document()
			.selectFirst("a[href^=/account/security/passkeys/]:not([href$=add])")
			.attr("href");
		Page ask = browser.open(browser.open(passkey).document().selectFirst("#remove").attr("href"));
		browser.post(ask.address().getPath(), Map.of("_csrf", ask.csrf()));
		assertMail(2, "A sign-in method was removed", "A passkey of your account");
		assertThat(settled()).hasSize(2);
	}

	@Test
	void secondFactorWhenAddressIsNotConfirmedThenNoMail() {
		Account unproved = this.actors.person("USER");
		TestAuthenticator.of(unproved.id(), this.beans);
		this.actors.browser().open("/signin");
		settled();
		assertThat(Mailbox.of(unproved.emailAddress()).all()).isEmpty();
	}

	private void assertMail(int number, String subject, String says) {
		ReceivedMail mail = this.mailbox.await(number).get(number - 1);
		assertThat(mail.subject()).isEqualTo(subject);
		assertThat(mail.text()).contains(says, "from the network address 127.0.0.1", "lock your account now");
		assertThat(mail.links().get(0)).contains("/lock?token=");
	}

	/** What has come once a later mail to the same person has come too. */
	private List<ReceivedMail> settled() {
		int before = this.mailbox.all().size();
		Browser other = this.actors.browser();
		other.submit(other.open("/recover"), Map.of("login", this.person.username()));
		List<ReceivedMail> all = this.mailbox.await(before + 1);
		return all.stream().filter((mail) -> !mail.subject().equals("A new password for your account")).toList();
	}

	private static String token(ReceivedMail mail) {
		String link = mail.links().get(0);
		return link.substring(link.indexOf("token=") + 6);
	}

}
