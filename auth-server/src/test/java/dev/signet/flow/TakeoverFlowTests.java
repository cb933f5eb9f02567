package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.credential.TestAuthenticator;
import dev.signet.federation.link.Links;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.mail.Mailbox;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequest;
import dev.signet.refusal.RefusedRequests;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody tries to get into the account of another person, or to keep them out, by what
 * a provider says of them.
 */
@SignetTest
class TakeoverFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Links links;

	@Autowired
	private Sessions sessions;

	@Autowired
	private RefusedRequests refusedRequests;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final String subject = UUID.randomUUID().toString().substring(0, 8);

	private final String email = this.subject + "@people.example";

	private RelyingParty app;

	private TestProvider upstream;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app();
		this.upstream = TestProvider.start(this.beans, this.app);
		this.browser = this.actors.browser();
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

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
	void proofWhenUsedTwiceThenLinksOnce() {
		Account owner = verified();
		Page confirm = confirm(owner);
		this.browser.submit(confirm, Map.of("decision", "link"));
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).status()).isEqualTo(410);
		assertThat(this.links.of(owner.id())).hasSize(1);
	}

	@Test
	void proofWhenInAnotherBrowserThenIsWorthNothing() {
		Account owner = verified();
		Page prove = arrive(somebody());
		String confirm = prove.document().select("#sign-in").attr("href");
		Browser victim = this.actors.signedIn(owner);
		assertThat(victim.open("/signin/link?" + prove.address().getQuery()).status()).isEqualTo(410);
		assertThat(victim.open(path(confirm)).status()).isEqualTo(410);
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenForOneSubjectThenLinksNoOther() {
		Account owner = verified();
		Page first = arrive(somebody());
		Page second = arrive(TestProvider.but(somebody(), "sub", "another-" + this.subject));
		Page confirm = this.actors.signIn(this.browser, this.browser.open(signIn(second)), owner);
		this.browser.submit(confirm, Map.of("decision", "link"));
		assertThat(this.links.of(owner.id())).singleElement()
			.satisfies((link) -> assertThat(link.subject()).isEqualTo("another-" + this.subject));
		assertThat(this.links.find("signet:" + this.upstream.alias(), this.subject)).isEmpty();
		assertThat(first.address()).isNotEqualTo(second.address());
	}

	@Test
	void proofWhenOlderThanTenMinutesThenIsOver() {
		Account owner = verified();
		Page confirm = confirm(owner);
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).status()).isEqualTo(410);
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenSignedInBeforeThenIsAskedForASignInSince() {
		Account owner = verified();
		this.browser = this.actors.signedIn(owner);
		this.clock.advance(Duration.ofSeconds(5));
		Page signIn = this.browser.open("/signin?other=yes&again=yes");
		assertThat(signIn.document().select("#login")).hasSize(1);
		Page prove = this.browser.open(this.upstream.answer(this.upstream.leave(this.browser,
				this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")))), somebody()));
		Page confirm = this.browser.open(path(signIn(prove)));
		assertThat(confirm.address().getPath()).as("not by the session from before").isEqualTo("/signin/link");
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenSomebodyElseSignsInThenIsTheirsNot() {
		Account owner = verified();
		Account other = this.actors.person("USER");
		Page prove = arrive(somebody());
		Page back = this.actors.signIn(this.browser, this.browser.open(signIn(prove)), other);
		assertThat(back.address().getPath()).isEqualTo("/signin/link");
		assertThat(back.document().select(".alert")).hasSize(1);
		assertThat(this.links.of(other.id())).isEmpty();
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenTheAccountHasASecondFactorThenItIsAskedForToo() {
		Account owner = verified();
		TestAuthenticator app = TestAuthenticator.of(owner.id(), this.beans);
		Page second = confirm(owner);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.links.of(owner.id())).isEmpty();
		Page confirm = this.browser.submit(second, Map.of("code", app.next()));
		assertThat(confirm.document().select("#what")).hasSize(1);
	}

	@Test
	void signInWhenLinkedAndTheAccountHasASecondFactorThenItIsAskedFor() {
		Account owner = verified();
		TestAuthenticator app = TestAuthenticator.of(owner.id(), this.beans);
		Page confirm = this.browser.submit(confirm(owner), Map.of("code", app.next()));
		this.browser.submit(confirm, Map.of("decision", "link"));
		this.browser = this.actors.browser();
		Page second = arrive(somebody());
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void callbackWhenManyAtOnceForSomebodyNewThenMakesOneAccount() throws Exception {
		List<Callable<Page>> racers = Stream.generate(this::comer).limit(6).toList();
		List<Page> pages = Race.run(racers);
		assertThat(pages).allSatisfy((page) -> assertThat(page.address().getPath()).isEqualTo("/consent"));
		assertThat(this.jdbc.sql("select count(*) from upstream_links where subject = :subject")
			.param("subject", this.subject)
			.query(Integer.class)
			.single()).isEqualTo(1);
		assertThat(this.jdbc.sql("select count(*) from accounts where username = :name")
			.param("name", "u" + this.subject)
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void proofWhenManyAtOnceThenLinksOnce() throws Exception {
		Account owner = verified();
		Page confirm = confirm(owner);
		List<Integer> answers = Race.run(Stream
			.<Callable<Integer>>generate(
					() -> () -> this.browser.submitOnly(confirm, Map.of("decision", "link")).status())
			.limit(8)
			.toList());
		assertThat(answers).containsOnlyOnce(303);
		assertThat(new HashSet<>(answers)).isSubsetOf(303, 410);
		assertThat(this.links.of(owner.id())).hasSize(1);
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

	/** P147 to P149, and each failure has words of its own. */
	@Test
	void answerWhenItIsNoneThenEachHasItsPageAndNobodyIsIn() {
		String callback = "/signin/with/" + this.upstream.alias() + "/callback";
		Set<String> words = new HashSet<>();
		words.add(assertFailed(this.browser.open(callback), 400, Refusal.UPSTREAM_STATE));
		assertFailed(this.browser.open(callback + "?code=x&state=" + "A".repeat(43)), 400, Refusal.UPSTREAM_STATE);
		assertFailed(this.browser.open("/signin/with/nobody-there/callback?code=x&state=" + "A".repeat(43)), 400,
				Refusal.UPSTREAM_STATE);
		Page left = leave();
		String state = left.answer().get("state");
		assertFailed(this.actors.browser().open(callback + "?code=x&state=" + state), 400, Refusal.UPSTREAM_STATE);
		Page cancelled = this.browser
			.open(callback + "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=" + state);
		words.add(assertFailed(cancelled, 403, Refusal.UPSTREAM_CANCELLED));
		assertThat(cancelled.document().select("#way-on").attr("href")).contains("request=");
		assertThat(cancelled.response().body()).doesNotContain("<script>alert");
		left = leave();
		words.add(assertFailed(this.browser.open(callback + "?error=invalid_scope&state=" + left.answer().get("state")),
				424, Refusal.UPSTREAM_REFUSED));
		left = leave();
		words.add(assertFailed(this.browser.open(callback + "?code=never-given&state=" + left.answer().get("state")),
				424, Refusal.UPSTREAM_REFUSED));
		left = leave();
		words.add(assertFailed(
				this.browser.open(callback + "?error=temporarily_unavailable&state=" + left.answer().get("state")), 424,
				Refusal.UPSTREAM_DOWN));
		left = leave();
		words.add(assertFailed(this.browser.open(this.upstream.answer(left, Map.of("email", this.email))), 424,
				Refusal.UPSTREAM_UNUSABLE));
		left = leave();
		this.clock.advance(Duration.ofMinutes(11));
		words.add(
				assertFailed(this.browser.open(this.upstream.answer(left, somebody())), 400, Refusal.UPSTREAM_EXPIRED));
		left = leave();
		String answer = this.upstream.answer(left, somebody());
		this.upstream.disable();
		words.add(assertFailed(this.browser.open(answer), 403, Refusal.UPSTREAM_NOT_ALLOWED));
		assertThat(words).as("of no visit, cancelled, refused, down, unusable, too late, not allowed").hasSize(7);
		assertThat(this.accounts.findByLogin(this.email)).isEmpty();
	}

	/** What strangers write into an address stands in no record, and hides none. */
	@Test
	void answerWhenProviderIsUnknownThenTheRouteIsRecorded() {
		String end = "/callback?code=x&state=" + "A".repeat(43);
		Page stranger = this.browser.open("/signin/with/" + "x".repeat(120) + end);
		Page known = this.browser.open("/signin/with/" + this.upstream.alias() + end);
		assertFailed(stranger, 400, Refusal.UPSTREAM_STATE);
		assertFailed(known, 400, Refusal.UPSTREAM_STATE);
		assertThat(recorded(stranger).endpoint()).isEqualTo("/signin/with/{alias}/callback");
		assertThat(recorded(known).endpoint()).isEqualTo("/signin/with/" + this.upstream.alias() + "/callback");
	}

	@Test
	void answerWhenItComesTwiceThenTheSecondIsRefusedAndThereIsOneSession() {
		Page left = leave();
		String answer = this.upstream.answer(left, somebody());
		assertThat(this.browser.open(answer).address().getPath()).isEqualTo("/consent");
		assertFailed(this.browser.open(answer), 400, Refusal.UPSTREAM_STATE);
		assertThat(this.browser.open("/account").status()).isEqualTo(200);
		assertThat(this.sessions.of(this.accounts.findByLogin(this.email).orElseThrow().id())).hasSize(1);
	}

	@Test
	void answerWhenPostedFromElsewhereThenOnlyForAVisitThatWaits() {
		String callback = "/signin/with/" + this.upstream.alias() + "/callback";
		Map<String, String> crossSite = Map.of("Origin", "https://provider.example", "Sec-Fetch-Site", "cross-site");
		assertFailed(this.actors.browser().postOnly(callback, Map.of("code", "x", "state", "A".repeat(43)), crossSite),
				400, Refusal.UPSTREAM_STATE);
		Page left = leave();
		String code = Page.parameters(URI.create(this.upstream.answer(left, somebody())).getRawQuery()).get("code");
		Page posted = this.actors.browser()
			.postOnly(callback, Map.of("code", code, "state", left.answer().get("state")), crossSite);
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.header("Location").orElse("")).doesNotContain(code);
		assertThat(this.browser.open(posted.header("Location").orElseThrow()).address().getPath())
			.isEqualTo("/consent");
	}

	private String assertFailed(Page page, int status, Refusal refusal) {
		assertThat(page.status()).as(page.document().text()).isEqualTo(status);
		assertThat(recorded(page).name()).isEqualTo(refusal.name());
		assertThat(page.document().select("#why").text()).isNotEmpty();
		assertThat(page.document().select("#way-on").attr("href")).startsWith("/signin");
		return page.document().select("h1, #why").text();
	}

	private RefusedRequest recorded(Page page) {
		this.refusedRequests.flush();
		return this.refusedRequests.find(page.document().select("#reference").text()).orElseThrow();
	}

	private void assertNobodyIn(Account owner) {
		assertThat(this.links.of(owner.id())).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	private Callable<Page> comer() {
		Browser own = this.actors.browser();
		String answer = this.upstream.answer(this.upstream.leave(own, this.app.authorize(own, this.app.request())),
				somebody());
		return () -> own.open(answer);
	}

	private Page leave() {
		return this.upstream.leave(this.browser, this.app.authorize(this.browser, this.app.request()));
	}

	private Page confirm(Account owner) {
		return this.actors.signIn(this.browser, this.browser.open(signIn(arrive(somebody()))), owner);
	}

	/** Where the page that asks for a proof leads. */
	private static String signIn(Page prove) {
		return prove.document().select("#sign-in").attr("href");
	}

	/** The page to which that sign-in leads. */
	private static String path(String signIn) {
		return Page.parameters(URI.create(signIn).getRawQuery()).get("next");
	}

	private Page arrive(Map<String, Object> person) {
		return this.upstream.signIn(this.browser, this.app.authorize(this.browser, this.app.request()), person);
	}

	private Map<String, Object> somebody() {
		return TestProvider.person(this.subject, this.email);
	}

	/** Comes without an address, and types one. */
	private Page askForCode(String address) {
		Page page = arrive(TestProvider.but(somebody(), "email", null));
		return this.browser.submit(page, Map.of("username", "o" + this.subject, "email", address));
	}

	private Account verified() {
		return verified(this.email);
	}

	private Account verified(String address) {
		Account person = this.actors.person("USER");
		this.accounts.changeEmail(person.id(), new EmailAddress(address), false);
		return this.accounts.find(person.id()).orElseThrow();
	}

}
