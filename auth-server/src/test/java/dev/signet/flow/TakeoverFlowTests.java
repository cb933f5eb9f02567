package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.mail.Mailbox;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody tries to get into the account of another person, or to keep them out, by what
 * a provider says of them.
 */
class TakeoverFlowTests extends ProviderPerson {

	/** P151. */
	@Test
	void addressWhenNotVerifiedThereThenLinksNothingAndTellsNobodyWhoHasIt() {
		Account owner = verified();
		Page known = arrive(TestProvider.but(somebody(), "email_verified", false));
		Browser other = this.actors.browser();
		Page unknown = this.upstream.signIn(other, this.app.authorize(other, this.app.request()),
				TestProvider.but(TestProvider.person("x" + this.subject, "x-" + this.email), "email_verified", false));
		assertThat(known.address().getPath()).isEqualTo("/signin/new");
		assertThat(known.document().select("#known")).as("the local sign-in is offered").hasSize(1);
		assertThat(unknown.document().select("main").text()).isEqualTo(known.document().select("main").text());
		assertNobodyIn(owner);
	}

	@Test
	void addressWhenTheProviderIsNotTrustedThenLinksNothing() {
		Account owner = verified();
		this.upstream.change((settings) -> settings.withEmailTrusted(false));
		assertThat(arrive(somebody()).address().getPath()).isEqualTo("/signin/new");
		assertNobodyIn(owner);
	}

	@Test
	void addressWhenVerifiedAndTrustedThenStillIsNoWayIn() {
		Account owner = verified();
		assertThat(arrive(somebody()).address().getPath()).isEqualTo("/signin/link");
		assertNobodyIn(owner);
	}

	/**
	 * Whoever reads the mail may know that there is an account, and still must sign in.
	 */
	@Test
	void codeWhenTheAddressHasAnAccountThenItMustBeProved() {
		Account owner = verified();
		Page page = arrive(TestProvider.but(somebody(), "email_verified", false));
		Page code = this.browser.submit(page, Map.of("username", "n" + this.subject, "email", this.email));
		Page prove = this.browser.submit(code, Map.of("code", Mailbox.of(this.email).about("Your code").code()));
		assertThat(prove.address().getPath()).isEqualTo("/signin/link");
		assertNobodyIn(owner);
	}

	@Test
	void squatterWhenTheOwnerComesThenLosesTheAddressAndNothingElse() {
		Account squatter = this.actors.person("USER");
		String taken = squatter.emailAddress();
		Page page = arrive(TestProvider.but(somebody(), "email", taken));
		assertThat(page.document().text()).contains("Somebody here gave your email address");
		Page consent = this.browser.submit(page, Map.of("username", "o" + this.subject));
		assertThat(consent.address().getPath()).as(consent.document().text()).isEqualTo("/consent");
		Account owner = this.accounts.findByLogin(taken).orElseThrow();
		assertThat(owner.username()).isEqualTo("o" + this.subject);
		assertThat(owner.emailVerified()).isTrue();
		Account left = this.accounts.find(squatter.id()).orElseThrow();
		assertThat(left.emailAddress()).endsWith("@address.invalid");
		assertThat(left.emailVerified()).isFalse();
		assertThat(this.actors.signedIn(squatter).open("/account/email").status()).isEqualTo(200);
	}

	@Test
	void squatterWhenTheOwnerTypesACodeThenTheOwnerIsToldBeforeTheAddressIsTaken() {
		Account squatter = this.actors.person("USER");
		String taken = squatter.emailAddress();
		Page code = askForCode(taken);
		String mailed = Mailbox.of(taken).about("Your code").code();
		Page told = this.browser.submit(code, Map.of("code", mailed));
		assertThat(told.address().getPath()).isEqualTo("/signin/new");
		assertThat(told.document().text()).contains("Somebody here gave your email address");
		assertThat(told.document().select("form[action=/signin/new] input:not([type=hidden])").eachAttr("name"))
			.as("the address is proved")
			.containsExactly("username");
		assertThat(told.document().select("#username").val()).isEqualTo("o" + this.subject);
		assertThat(this.accounts.findByLogin(taken).map(Account::id)).contains(squatter.id());
		Page twice = this.browser.submit(code, Map.of("code", mailed));
		assertThat(twice.document().text()).isEqualTo(told.document().text());
		Page consent = this.browser.submit(told, Map.of("username", "o" + this.subject));
		assertThat(consent.address().getPath()).as(consent.document().text()).isEqualTo("/consent");
		Account owner = this.accounts.findByLogin(taken).orElseThrow();
		assertThat(owner.username()).isEqualTo("o" + this.subject);
		assertThat(owner.emailVerified()).isTrue();
		assertThat(this.accounts.find(squatter.id()).orElseThrow().emailAddress()).endsWith("@address.invalid");
	}

	/** Such as one that was made while no mails could be sent. */
	@Test
	void ownerWhenTheyNeverConfirmedTheirAddressThenCanSignInToTheirAccountAndKeepIt() {
		Account owner = this.actors.person("USER");
		Page code = askForCode(owner.emailAddress());
		Page told = this.browser.submit(code,
				Map.of("code", Mailbox.of(owner.emailAddress()).about("Your code").code()));
		Page prove = this.browser.submit(told, Map.of("known", "yes"));
		Page confirm = this.actors.signIn(this.browser, this.browser.open(signIn(prove)), owner);
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).address().getPath()).isEqualTo("/consent");
		assertThat(this.links.of(owner.id())).hasSize(1);
		assertThat(this.accounts.findByLogin(owner.emailAddress()).map(Account::id)).contains(owner.id());
	}

	@Test
	void squatterWhenTheAddressIsOnlyClaimedOverThereThenKeepsIt() {
		Account squatter = this.actors.person("USER");
		arrive(TestProvider.but(TestProvider.but(somebody(), "email", squatter.emailAddress()), "email_verified",
				false));
		assertThat(this.accounts.findByLogin(squatter.emailAddress()).map(Account::id)).contains(squatter.id());
	}

	@Test
	void signInWhenTheAccountIsDisabledThenIsRefused() {
		arrive(somebody());
		Account made = this.accounts.findByLogin(this.email).orElseThrow();
		this.accounts.update(made.id(), (account) -> account.disable(this.clock.instant()));
		this.browser = this.actors.browser();
		Page refused = arrive(somebody());
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.document().select("#why").text()).contains("switched off");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void addressWhenItsAccountIsDisabledThenIsRefused() {
		Account owner = verified();
		this.accounts.update(owner.id(), (account) -> account.disable(this.clock.instant()));
		assertThat(arrive(somebody()).status()).isEqualTo(403);
	}

	@Test
	void signInWhenTheAccountIsToBeDeletedThenIsAskedFirst() {
		arrive(somebody());
		Account made = this.accounts.findByLogin(this.email).orElseThrow();
		this.accounts.update(made.id(),
				(account) -> account.askDeletion(this.clock.instant().plus(Duration.ofDays(3)), this.clock.instant()));
		this.browser = this.actors.browser();
		assertThat(arrive(somebody()).address().getPath()).isEqualTo("/signin/keep");
	}

	@Test
	void signInWhenNewAccountsAreOffThenIsRefusedWithAWayOnAndAReference() {
		this.upstream.change((settings) -> settings.withCreation(AccountCreation.OFF));
		Map<String, String> request = this.app.request();
		Page refused = this.upstream.signIn(this.browser, this.app.authorize(this.browser, request), somebody());
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.document().select("#reference").text()).isNotEmpty();
		assertThat(refused.document().select("#way-on").attr("href")).contains("request=");
		Account owner = verified("other-" + this.email);
		Page prove = this.browser.open(refused.document().select("#prove").attr("href"));
		Page confirm = this.actors.signIn(this.browser, this.browser.open(signIn(prove)), owner);
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).address().getPath()).isEqualTo("/consent");
		assertThat(this.accounts.findByLogin(this.email)).isEmpty();
	}

	@Test
	void namesWhenTheyAreMarkupThenAreText() {
		Map<String, Object> person = TestProvider.but(TestProvider.but(somebody(), "email", null), "preferred_username",
				"<script>alert(1)</script>");
		person = TestProvider.but(TestProvider.but(person, "name", "<img src=x onerror=alert(1)>"), "given_name",
				"<b>\u202eAda\u0000</b>");
		Page page = arrive(person);
		assertThat(page.status()).isEqualTo(200);
		Page prove = this.browser.submit(page, Map.of("known", "yes"));
		Page confirm = this.actors.signIn(this.browser, this.browser.open(signIn(prove)), this.actors.person("USER"));
		for (Page each : List.of(page, prove, confirm)) {
			assertThat(each.document().select("main script, main img, main b")).isEmpty();
			assertThat(each.response().body()).doesNotContain("<script>alert", "<img src=x");
		}
		assertThat(confirm.document().select("#what").text()).contains("<script>alert(1)</script>");
	}

	private void assertNobodyIn(Account owner) {
		assertThat(this.links.of(owner.id())).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	/** Comes without an address, and types one. */
	private Page askForCode(String address) {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		return this.browser.submit(page, Map.of("username", "o" + this.subject, "email", address));
	}

}
