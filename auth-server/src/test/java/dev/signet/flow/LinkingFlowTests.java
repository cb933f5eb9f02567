package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.account.AccountApprovals;
import dev.signet.account.AccountId;
import dev.signet.credential.Passwords;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.mail.Mailbox;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People sign in with an account elsewhere: for the first time, again, and by linking it
 * with the account that they have here.
 */
class LinkingFlowTests extends ProviderPerson {

	@Autowired
	private AccountApprovals approvals;

	@Autowired
	private Passwords passwords;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SqlCounter sql;

	@Test
	void signInWhenNewThenGetsAnAccountAndGoesOnToTheAppAsIfNothingHadHappened() {
		Map<String, String> request = this.app.request();
		Page consent = this.upstream.signIn(this.browser, this.app.authorize(this.browser, request), somebody());
		assertThat(consent.address().getPath()).as(consent.document().text()).isEqualTo("/consent");
		Page answer = this.actors.allowAll(this.browser, consent);
		assertThat(answer.answer()).containsEntry("state", request.get("state"));
		Map<String, Object> claims = RelyingParty.claims(this.app.redeem(answer.answer().get("code")).idToken());
		assertThat(claims).containsEntry("acr", "urn:signet:acr:1fa");
		assertThat((List<?>) claims.getOrDefault("amr", List.of())).isEmpty();
		Account made = account();
		assertThat(claims).containsEntry("sub", made.id().toString());
		assertThat(made.username()).isEqualTo("u" + this.subject);
		assertThat(made.emailVerified()).isTrue();
		assertThat(made.profile().givenName()).isEqualTo("Ada");
		assertThat(made.roles()).containsExactly("USER");
		assertThat(this.passwords.exists(made.id())).isFalse();
		assertThat(this.links.of(made.id())).hasSize(1);
		assertThat(Mailbox.of(this.email).all()).as("who has just got it knows").isEmpty();
	}

	@Test
	void signInWhenLinkedThenSignsInAndTheActivitySaysHow() {
		arrive(somebody());
		Account made = account();
		Browser other = this.actors.browser();
		Page consent = this.upstream.signIn(other, this.app.authorize(other, this.app.request()),
				TestProvider.but(somebody(), "email", "changed-" + this.email));
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(account().id()).isEqualTo(made.id());
		assertThat(this.links.of(made.id()).get(0).lastUsedAt()).isNotNull();
		assertThat(other.open("/account/activity").document().text()).contains("another provider");
		assertThat(decisions(made)).contains("LINKED");
	}

	@Test
	void signInWhenTheNameIsTakenThenAsksForANameAndNothingElse() {
		Account other = this.actors.person("USER");
		Page page = arrive(TestProvider.but(somebody(), "preferred_username", other.username()));
		assertThat(page.address().getPath()).isEqualTo("/signin/new");
		assertThat(page.document().select("form[action=/signin/new] input:not([type=hidden])").eachAttr("name"))
			.containsExactly("username");
		assertThat(page.document().select("#username").val()).startsWith(other.username())
			.isNotEqualTo(other.username());
		Page taken = this.browser.submit(page, Map.of("username", other.username()));
		assertThat(taken.document().select("#username-error").text()).contains("already has");
		for (String bad : List.of("", "a", "x".repeat(300), "<b>bold</b>", "ad\0min", "admin")) {
			Page again = this.browser.submit(page, Map.of("username", bad));
			assertThat(again.document().select("#username-error")).as(bad).hasSize(1);
		}
		Page consent = this.browser.submit(page, Map.of("username", "n" + this.subject));
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(account().username()).isEqualTo("n" + this.subject);
	}

	@Test
	void signInWhenNoAddressCameThenAsksForOneAndMailsACode() {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		assertThat(page.address().getPath()).isEqualTo("/signin/new");
		Page bad = this.browser.submit(page, Map.of("username", "n" + this.subject, "email", "no address"));
		assertThat(bad.document().select("#email-error")).hasSize(1);
		assertThat(bad.document().select("#email").val()).isEqualTo("no address");
		Page code = this.browser.submit(page, Map.of("username", "n" + this.subject, "email", this.email));
		assertThat(code.document().select("#code")).hasSize(1);
		String mailed = Mailbox.of(this.email).about("Your code").code();
		Page wrong = this.browser.submit(code, Map.of("code", "0000-0001"));
		assertThat(wrong.document().select("#code-error")).hasSize(1);
		Page consent = this.browser.submit(wrong, Map.of("code", mailed));
		assertThat(consent.address().getPath()).as(consent.document().text()).isEqualTo("/consent");
		assertThat(account().emailVerified()).isTrue();
		Page twice = this.browser.submit(wrong, Map.of("code", mailed));
		assertThat(twice.address().getPath()).as("signed in by now").isEqualTo("/consent");
	}

	@Test
	void signInWhenTheAddressHadTooManyMailsThenNoneIsCountedForTheNetwork() {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		Asks asks = this.beans.getBean(Asks.class);
		while (asks.count(Asking.SIGN_UP_MAIL, this.email)) {
			// Until there is no room
		}
		this.browser.submit(page, Map.of("username", "n" + this.subject, "email", this.email));
		assertThat(asks.before(List.of(Asker.of(Asking.MAIL_FROM_NETWORK, "127.0.0.1")))).isEmpty();
	}

	@Test
	void completeWhenTheTokenIsStaleThenFilledAndOneClickGoesOn() {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		Page again = this.browser.submit(page,
				Map.of("username", "n" + this.subject, "email", this.email, "_csrf", "of-another-session"));
		assertThat(again.status()).isEqualTo(403);
		assertThat(again.document().select("[role=status]").text()).contains("send it again");
		assertThat(again.document().getElementById("username").val()).isEqualTo("n" + this.subject);
		assertThat(again.document().getElementById("email").val()).isEqualTo(this.email);
		assertThat(this.browser.submit(again, Map.of("username", "n" + this.subject)).document().select("#code"))
			.hasSize(1);
	}

	@Test
	void codeWhenTriedTooOftenThenIsWorthNothing() {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		Page code = this.browser.submit(page, Map.of("username", "n" + this.subject, "email", this.email));
		String mailed = Mailbox.of(this.email).about("Your code").code();
		for (int i = 0; i < 5; i++) {
			this.browser.submit(code, Map.of("code", "0000-000" + i));
		}
		assertThat(this.browser.submit(code, Map.of("code", mailed)).document().select("#code-error")).hasSize(1);
		assertThat(this.accounts.findByLogin(this.email)).isEmpty();
	}

	@Test
	void arrivalWhenInAnotherBrowserOrTooLateThenIsOver() {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		String address = page.address().getPath() + "?" + page.address().getQuery();
		assertThat(this.actors.browser().open(address).status()).isEqualTo(410);
		assertThat(this.browser.open("/signin/new?arrival=" + UUID.randomUUID()).status()).isEqualTo(410);
		assertThat(this.browser.open("/signin/new?arrival=x").status()).isEqualTo(410);
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(this.browser.open(address).status()).isEqualTo(410);
	}

	@Test
	void signInWhenAnAccountHasTheAddressThenItIsProvedAndLinked() {
		Account owner = verified();
		this.clock.advance(Duration.ofMinutes(2));
		Map<String, String> request = this.app.request();
		Page prove = this.upstream.signIn(this.browser, this.app.authorize(this.browser, request), somebody());
		assertThat(prove.address().getPath()).isEqualTo("/signin/link");
		assertThat(prove.document().text()).contains(this.email, "Northwind").doesNotContain(owner.username());
		assertThat(this.links.of(owner.id())).isEmpty();
		Page signIn = this.browser.open(signIn(prove));
		assertThat(signIn.document().text()).contains("account that you want to link");
		Page confirm = this.actors.signIn(this.browser, signIn, owner);
		assertThat(confirm.document().select("#what").text()).contains("Northwind", this.email, owner.username());
		Page consent = this.browser.submit(confirm, Map.of("decision", "link"));
		assertThat(consent.address().getPath()).as(consent.document().text()).isEqualTo("/consent");
		assertThat(this.actors.allowAll(this.browser, consent).answer()).containsEntry("state", request.get("state"));
		assertThat(this.links.of(owner.id())).hasSize(1);
		assertThat(Mailbox.of(this.email).about("A sign-in method was added").text()).contains("Northwind");
		Browser other = this.actors.browser();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.upstream.signIn(other, this.app.authorize(other, this.app.request()), somebody()).left())
			.isNotNull();
	}

	@Test
	void proofWhenNotWantedThenLinksNothingAndGoesOn() {
		Account owner = verified();
		Page confirm = confirm(owner);
		Page consent = this.browser.submit(confirm, Map.of("decision", "leave"));
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(this.links.of(owner.id())).isEmpty();
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).status()).isEqualTo(410);
	}

	@Test
	void newcomerWhoHasAnAccountThenProvesItInstead() {
		Account owner = verified("other-" + this.email);
		Page page = arrive(TestProvider.but(somebody(), "email_verified", false));
		Page prove = this.browser.submit(page, Map.of("known", "yes"));
		assertThat(prove.address().getPath()).isEqualTo("/signin/link");
		Page confirm = this.actors.signIn(this.browser, this.browser.open(signIn(prove)), owner);
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).address().getPath()).isEqualTo("/consent");
		assertThat(this.links.of(owner.id())).hasSize(1);
	}

	@Test
	void signInWhenToBeApprovedThenWaitsUntilSomebodyDoes() {
		this.upstream.change(
				(settings) -> settings.withCreation(new AccountCreation(AccountCreation.Mode.BY_APPROVAL, List.of())));
		assertThat(arrive(somebody()).document().text()).contains("approve");
		assertThat(account().awaitsApproval()).isTrue();
		Page again = arrive(somebody());
		assertThat(again.document().text()).contains("approve");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		Account waited = account();
		assertThat(this.approvals.approve(waited.id(), AccountId.random())).isTrue();
		Map<String, String> request = this.app.request();
		Page consent = this.upstream.signIn(this.browser, this.app.authorize(this.browser, request), somebody());
		assertThat(consent.address().getPath()).as(consent.document().text()).isEqualTo("/consent");
		assertThat(this.actors.allowAll(this.browser, consent).answer()).containsEntry("state", request.get("state"))
			.containsKey("code");
		assertThat(account().id()).isEqualTo(waited.id());
	}

	@Test
	void signInWhenByDomainThenOnlyPeopleOfTheDomainGetAccounts() {
		this.upstream.change((settings) -> settings
			.withCreation(new AccountCreation(AccountCreation.Mode.BY_DOMAIN, List.of("firm.example"))));
		Page refused = arrive(somebody());
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.document().select("#why").text()).contains("certain email addresses");
		assertThat(arrive(TestProvider.but(somebody(), "email", this.subject + "@firm.example")).address().getPath())
			.isEqualTo("/consent");
	}

	@Test
	void signInAgainWhenThereIsNoPasswordThenTheSameButtonIsThere() {
		arrive(somebody());
		this.clock.advance(Duration.ofMinutes(16));
		Page again = this.browser.open("/account/password");
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(again.document().select("#password")).isEmpty();
		// Though it is offered to others at one app only
		assertThat(again.document().select("button[name=with][value=" + this.upstream.alias() + "]")).hasSize(1);
		Page password = this.upstream.signIn(this.browser, again, somebody());
		assertThat(password.address().getPath()).isEqualTo("/account/password/first");
	}

	@Test
	void homeRealmWhenAnAddressOfTheDomainIsTypedThenLeadsThereWhoeverItIs() {
		String domain = "home-" + this.subject + ".example";
		this.upstream.change((settings) -> settings
			.withAudience(new ProviderAudience(List.of(domain), List.of(this.app.clientId()))));
		Page signIn = this.app.authorize(this.browser, this.app.request());
		assertThat(signIn.document().select("button[name=with][value=" + this.upstream.alias() + "]")).isEmpty();
		Page left = this.browser.submit(signIn, Map.of("login", "nobody@" + domain, "password", ""));
		assertThat(left.answer()).containsEntry("client_id", "signet").containsEntry("login_hint", "nobody@" + domain);
		Page elsewhere = this.browser.submit(signIn, Map.of("login", "nobody@other.example", "password", ""));
		assertThat(elsewhere.document().select("#password-error")).hasSize(1);
		Page wrong = this.browser.submit(signIn, Map.of("login", "nobody@" + domain, "password", "wrong"));
		assertThat(wrong.document().select("button[name=with][value=" + this.upstream.alias() + "]")).hasSize(1);
	}

	@Test
	void buttonWhenItHasWordsAndASymbolOfItsOwnThenShowsThemAsTheyAre() {
		this.upstream
			.change((settings) -> settings.withButton(new ProviderButton("Sail <b>north</b> & away", "key", 1)));
		Element button = button();
		assertThat(button.text()).isEqualTo("Sail <b>north</b> & away");
		assertThat(button.select("b")).as("words are text").isEmpty();
		assertThat(button.select("svg.icon path").attr("d")).startsWith("M14 10a4.5");
		assertThat(button.select("path")).as("of all symbols").hasSize(1);
		this.upstream.change((settings) -> settings.withButton(new ProviderButton(null, "no-such-symbol", 1)));
		assertThat(button().text()).isEqualTo("Continue with Northwind");
		assertThat(button().select("svg")).isEmpty();
	}

	@Test
	void buttonWhenForOtherAppsThenIsNotThereAndLeadsNowhere() {
		Page signIn = this.browser.open("/signin");
		assertThat(signIn.document().select("button[value=" + this.upstream.alias() + "]")).isEmpty();
		String token = signIn.csrf();
		assertThat(this.browser.post("/signin/with/" + this.upstream.alias(), Map.of("_csrf", token)).status())
			.isEqualTo(404);
		assertThat(this.browser.post("/signin/with/nobody", Map.of("_csrf", token)).status()).isEqualTo(404);
		assertThat(this.browser.postOnly("/signin/with/" + this.upstream.alias(), Map.of("_csrf", "x"), Map.of())
			.header("Location")).contains("/signin");
	}

	@Test
	void signInPageWhenThereAreProvidersThenCostsNoStatementMore() {
		Page signIn = this.app.authorize(this.browser, this.app.request());
		String address = signIn.address().toString();
		this.browser.open(address);
		List<String> with = this.sql.ofRequests(() -> this.browser.open(address));
		this.upstream.disable();
		this.browser.open(address);
		assertThat(with).hasSameSizeAs(this.sql.ofRequests(() -> this.browser.open(address)));
	}

	/** Else the time that an answer takes would tell who has an account. */
	@Test
	void signInWhenAnAddressIsOnlyClaimedThenTheSameStatementsWhoeverHasIt() {
		List<List<String>> costs = new ArrayList<>();
		for (String address : List.of(this.email, verified("known-" + this.email).emailAddress())) {
			this.browser = this.actors.browser();
			Map<String, Object> person = TestProvider.but(TestProvider.person(UUID.randomUUID().toString(), address),
					"email_verified", false);
			Page page = arrive(person);
			assertThat(page.address().getPath()).isEqualTo("/signin/new");
			costs.add(this.sql.ofRequests(() -> this.browser.open(page.address().toString())));
		}
		assertThat(costs.get(1)).isEqualTo(costs.get(0)).isNotEmpty();
	}

	@Test
	void providerWhenItDoesNotAnswerThenThePageSaysSoAndPasswordsWork() {
		Account person = this.actors.person("USER");
		this.upstream.stop();
		for (int i = 0; i < 5; i++) {
			Page left = this.upstream.leave(this.browser, this.app.authorize(this.browser, this.app.request()));
			Page down = this.upstream.comeBack(this.browser, left, somebody());
			assertThat(down.status()).isEqualTo(424);
			assertThat(down.document().select("h1").text()).isEqualTo("Northwind does not answer");
		}
		Page signIn = this.app.authorize(this.browser, this.app.request());
		assertThat(signIn.document().select(".upstream .warning").text())
			.isEqualTo("Northwind has trouble at the moment. Please sign in another way.");
		assertThat(signIn.document().select("button[name=with][value=" + this.upstream.alias() + "]")).isEmpty();
		assertThat(this.actors.signIn(this.browser, signIn, person).address().getPath()).isEqualTo("/consent");
	}

	@Test
	void providerWhenSwitchedOffWhileItIsAskedThenLetsNobodyIn() {
		this.upstream.meanwhile(this.upstream::disable);
		Page refused = arrive(somebody());
		assertThat(refused.status()).as(refused.document().text()).isEqualTo(403);
		assertThat(refused.document().select("#reference").text()).isNotEmpty();
		assertThat(this.accounts.findByLogin(this.email)).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void leavingPageWhenReloadedOrTooLateThenBeginsNothing() {
		Page signIn = this.app.authorize(this.browser, this.app.request());
		Page left = this.upstream.leave(this.browser, signIn);
		assertThat(left.address().getPath()).endsWith("/leave");
		String address = left.address().getPath() + "?" + left.address().getRawQuery();
		assertThat(this.browser.open(address).answer()).isEqualTo(left.answer());
		assertThat(this.actors.browser().open(address).status()).isEqualTo(400);
		assertThat(this.browser.open("/signin/with/" + this.upstream.alias() + "/leave?to=AAAA").status())
			.isEqualTo(400);
		this.clock.advance(Duration.ofMinutes(3));
		assertThat(this.browser.open(address).status()).isEqualTo(400);
	}

	/** The button of the provider on a sign-in page of the app. */
	private Element button() {
		return this.app.authorize(this.browser, this.app.request())
			.document()
			.selectFirst("button[name=with][value=" + this.upstream.alias() + "]");
	}

	private Account account() {
		return this.links.find("signet:" + this.upstream.alias(), this.subject)
			.flatMap((link) -> this.accounts.find(link.accountId()))
			.orElseThrow();
	}

	private List<String> decisions(Account account) {
		return this.jdbc
			.sql("select details->>'why' from audit_events where type = 'linking.decided' and account_id = :account")
			.param("account", account.id().value())
			.query(String.class)
			.list();
	}

}
