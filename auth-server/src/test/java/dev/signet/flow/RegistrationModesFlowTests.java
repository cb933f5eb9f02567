package dev.signet.flow;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SecondNode;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.TestClients;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequests;
import dev.signet.registration.Invitations;
import dev.signet.registration.TestInvitations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing up where the server is not open to anybody: on nodes of the same server that
 * are set up in another way.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationModesFlowTests {

	/** The version that is to be accepted. */
	private static final String TERMS = "2026-11";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Invitations invitations;

	@Autowired
	private JdbcClient jdbc;

	/** Only by invitation. */
	private SecondNode closedToStrangers;

	/** For a domain, with terms to accept, and somebody looks at each. */
	private SecondNode firm;

	private String name;

	@BeforeAll
	void start() {
		this.closedToStrangers = SecondNode.beside(this.beans, "--signet.registration.mode=invitation",
				"--signet.registration.verify-email=true", "--signet.account.username.max-length=14");
		this.firm = SecondNode.beside(this.beans, "--signet.registration.mode=domain",
				"--signet.registration.domains=firm.test", "--signet.registration.verify-email=true",
				"--signet.registration.approval=true", "--signet.registration.terms-url=https://app.test/terms",
				"--signet.registration.terms-version=" + TERMS);
		this.closedToStrangers.beans().getBean(ThreadPoolTaskScheduler.class).stop();
		this.firm.beans().getBean(ThreadPoolTaskScheduler.class).stop();
	}

	@AfterAll
	void stop() {
		this.closedToStrangers.close();
		this.firm.close();
	}

	@BeforeEach
	void setUp() {
		this.name = "m" + UUID.randomUUID().toString().substring(0, 12);
	}

	@Test
	void registerWhenByInvitationOnlyThenSaysHowToGetInAndTheLinkDoes() {
		Guest guest = new Guest(this.closedToStrangers);
		Page page = guest.open("/register");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().select("h1").text()).isEqualTo("You need an invitation");
		assertThat(page.document().select("form.form")).isEmpty();
		assertThat(guest.open("/signin").document().select("a[href^=/register]")).isEmpty();
		String address = this.name + "@example.test";
		this.invitations.make(TestInvitations.to(address, true), TestInvitations.operator(this.accounts));
		Page form = guest.open(path(Mailbox.of(address).only(), "/register"));
		assertThat(form.document().text()).contains("4 to 14 characters");
		Page account = guest.submit(form, Map.of("username", this.name, "email", address, "password", Actors.PASSWORD));
		assertThat(account.address().getPath()).as("no code, since the mail was read").isEqualTo("/account");
		Account made = this.accounts.findByLogin(this.name).orElseThrow();
		assertThat(made.emailVerified()).isTrue();
		assertThat(made.roles()).containsExactlyInAnyOrder("USER", "EDITOR");
	}

	@Test
	void registerWhenLinkWasHandedOverThenTheAddressIsProvedByACode() {
		Guest guest = new Guest(this.closedToStrangers);
		String link = this.invitations.make(TestInvitations.plain(), TestInvitations.operator(this.accounts)).link();
		String address = this.name + "@example.test";
		Page confirm = guest.submit(guest.open(path(URI.create(link))),
				Map.of("username", this.name, "email", "wrong-" + address, "password", Actors.PASSWORD));
		assertThat(confirm.address().getPath()).isEqualTo("/register/confirm");
		Page again = guest.submit(confirm, "/register/confirm/again", Map.of());
		assertThat(again.document().select("[role=status]").text()).contains("new mail");
		Page other = guest.open(again.document().selectFirst("a[href^=/register/confirm/address]").attr("href"));
		assertThat(other.document().selectFirst("[name=email]").val()).isEqualTo("wrong-" + address);
		Page there = guest.submit(other, Map.of("email", address));
		assertThat(there.address().getPath()).isEqualTo("/register/confirm");
		Page account = guest.submit(there, Map.of("code", Mailbox.of(address).only().code()));
		assertThat(account.address().getPath()).isEqualTo("/account");
		assertThat(account.document().select("[role=status]").text()).contains("Your account is ready");
		assertThat(this.accounts.findByLogin(address).orElseThrow().roles()).contains("EDITOR");
	}

	@Test
	void registerWhenForADomainAndToBeApprovedThenWaitsUntilSomebodyDecides() {
		Guest guest = new Guest(this.firm);
		String address = this.name + "@firm.test";
		Page form = guest.open("/register");
		assertThat(form.document().text()).contains("Use an address at firm.test.");
		assertThat(form.document().select("a[href=https://app.test/terms]")).hasSize(1);
		Page wrong = guest.submit(form,
				Map.of("username", this.name, "email", this.name + "@other.test", "password", Actors.PASSWORD));
		assertThat(wrong.document().select("[name=email][aria-invalid=true]")).hasSize(1);
		assertThat(wrong.document().select("[name=accepted][aria-invalid=true]")).hasSize(1);
		assertThat(wrong.document().selectFirst("[name=username]").val()).isEqualTo(this.name);
		Page confirm = guest.submit(wrong, form(this.name, address));
		assertThat(confirm.address().getPath()).isEqualTo("/register/confirm");
		Page waiting = guest.submit(confirm, Map.of("code", Mailbox.of(address).only().code()));
		assertThat(waiting.address().getPath()).isEqualTo("/register/waiting");
		assertThat(guest.open("/account").address().getPath()).isEqualTo("/signin");
		for (int i = 0; i < 6; i++) {
			assertSignInSays(this.name, Actors.PASSWORD, "waiting for approval");
		}
		assertSignInSays(this.name, Actors.PASSWORD + "x", "The name or password is wrong");
		Account made = this.accounts.findByLogin(address).orElseThrow();
		assertThat(made.emailVerified()).isTrue();
		assertThat(decide(made, "approve")).isEqualTo(204);
		assertThat(Mailbox.of(address).await(2).get(1).subject()).isEqualTo("Your account is ready");
		this.actors.signedIn(this.accounts.find(made.id()).orElseThrow());
		assertThat(decide(made, "deny")).as("too late").isEqualTo(404);
		assertThat(this.jdbc.sql("select version from accepted_terms where account_id = :id")
			.param("id", made.id().value())
			.query(String.class)
			.list()).containsExactly(TERMS);
	}

	@Test
	void denyThenNothingIsLeftButTheTrail() {
		Guest guest = new Guest(this.firm);
		String address = this.name + "@firm.test";
		Page confirm = guest.submit(guest.open("/register"), form(this.name, address));
		guest.submit(confirm, Map.of("code", Mailbox.of(address).only().code()));
		Account made = this.accounts.findByLogin(this.name).orElseThrow();
		assertThat(decide(made, "deny")).isEqualTo(204);
		assertThat(Mailbox.of(address).await(2).get(1).subject()).isEqualTo("Your account was not approved");
		assertThat(rows(made)).containsOnlyKeys("audit_events");
		assertThat(this.accounts.findByLogin(address)).isEmpty();
		assertSignInSays(this.name, Actors.PASSWORD, "The name or password is wrong");
		Page again = guest.submit(guest.open("/register"), form(this.name, address));
		assertThat(again.address().getPath()).isEqualTo("/register/confirm");
	}

	/** Whether somebody has an account is told to the owner, and to nobody else. */
	@Test
	void registerWhenAddressInTheDomainHasAnAccountThenTheSamePage() {
		Guest guest = new Guest(this.firm);
		String address = this.name + "@firm.test";
		Page free = guest.submit(guest.open("/register"), form(this.name, address));
		guest.submit(free, Map.of("code", Mailbox.of(address).only().code()));
		Page known = guest.submit(guest.open("/register"), form("x" + this.name, address));
		assertThat(known.address().getPath()).isEqualTo("/register/confirm");
		assertThat(known.document().select("main").text()).isEqualTo(free.document().select("main").text());
		assertThat(Mailbox.of(address).await(2).get(1).subject()).isEqualTo("You have an account already");
	}

	@Test
	void registerWhenInvitedThenNeitherDomainNorApproval() {
		Guest guest = new Guest(this.firm);
		String address = this.name + "@elsewhere.test";
		this.invitations.make(TestInvitations.to(address, true), TestInvitations.operator(this.accounts));
		Page account = guest.submit(guest.open(path(Mailbox.of(address).only(), "/register")),
				form(this.name, address));
		assertThat(account.address().getPath()).isEqualTo("/account");
	}

	/**
	 * Who has an account from before the terms; own pages are not for the terms to close.
	 */
	@Test
	void signInWhenTermsAreNotAcceptedThenAskedOnceForThisVersion() {
		Account person = this.actors.person("USER");
		accept(person, "2026-01");
		Guest guest = new Guest(this.firm);
		Page asked = signIn(guest, "/signin?next=%2Faccount%2Fsessions", person);
		assertThat(asked.address().getPath()).isEqualTo("/signin/terms");
		assertThat(asked.document().selectFirst("#terms").attr("href")).isEqualTo("https://app.test/terms");
		assertThat(guest.open("/account/delete").address().getPath()).as("nobody is kept").isEqualTo("/account/delete");
		Page other = guest.submit(asked, Map.of("accepted", "2026-01"));
		assertThat(other.address().getPath()).as("not what was shown").isEqualTo("/signin/terms");
		assertThat(guest.submit(other, Map.of("accepted", TERMS)).address().getPath()).isEqualTo("/account/sessions");
		assertThat(versions(person)).containsExactly("2026-01", TERMS);
		assertThat(guest.submit(asked, Map.of("accepted", TERMS)).address().getPath()).as("twice")
			.isEqualTo("/account/sessions");
		assertThat(this.jdbc.sql("""
				select details ->> 'version' from audit_events
				where type = 'registration.terms-accepted' and account_id = :account""")
			.param("account", person.id().value())
			.query(String.class)
			.list()).containsExactly(TERMS);
		Guest again = new Guest(this.firm);
		assertThat(signIn(again, "/signin", person).address().getPath()).isEqualTo("/account");
	}

	/** Nothing sends them to the sign-in page: they are in, and stay so. */
	@Test
	void ownPageWhenTermsAreNewThenSaysSoUntilTheyAreAcceptedAndComesBack() {
		Account person = this.actors.person("USER");
		Guest guest = new Guest(this.firm);
		signIn(guest, "/signin", person);
		Page page = guest.open("/account/activity");
		assertThat(page.document().select("#new-terms").text()).contains("new terms of service");
		Page asked = guest.open(page.document().selectFirst("#new-terms a").attr("href"));
		assertThat(asked.address().getPath()).isEqualTo("/signin/terms");
		Page back = guest.submit(asked, Map.of("accepted", TERMS));
		assertThat(back.address().getPath()).isEqualTo("/account/activity");
		assertThat(back.document().select("#new-terms")).isEmpty();
		assertThat(this.actors.signedIn(person).open("/account").document().select("#new-terms"))
			.as("where there are no terms")
			.isEmpty();
	}

	@Test
	void authorizeWhenTermsAreNotAcceptedThenAskedBeforeTheAppGetsAnything() {
		Account person = this.actors.person("USER");
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		Guest guest = new Guest(this.firm);
		Page asked = guest.submit(app.authorize(guest.browser(), app.request()),
				Map.of("login", person.username(), "password", Actors.PASSWORD));
		assertThat(asked.address().getPath()).isEqualTo("/signin/terms");
		assertThat(asked.document().select(".lead").text()).contains(person.username());
		Page none = app.authorize(guest.browser(), app.request(Map.of("prompt", "none")));
		assertThat(none.answer()).containsEntry("error", "interaction_required");
		RefusedRequests refused = this.firm.beans().getBean(RefusedRequests.class);
		refused.flush();
		assertThat(refused.find(none.header("X-Request-Id").orElseThrow()).orElseThrow().refusal())
			.contains(Refusal.INTERACTION_NEEDED);
		assertThat(guest.submit(asked, Map.of("accepted", TERMS)).answer()).containsKey("code");
		assertThat(app.authorize(guest.browser(), app.request(Map.of("prompt", "none"))).answer()).containsKey("code");
	}

	@Test
	void deviceWhenTermsAreNotAcceptedThenAskedFirst() {
		Account person = this.actors.person("USER");
		TestDevice device = new TestDevice(
				this.actors.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE).firstParty()));
		device.begin();
		Guest guest = new Guest(this.firm);
		signIn(guest, "/signin", person);
		Page asked = guest.submit(guest.open("/device"), Map.of("user_code", device.userCode()));
		assertThat(asked.address().getPath()).isEqualTo("/signin/terms");
		Page code = guest.submit(asked, Map.of("accepted", TERMS));
		assertThat(code.document().selectFirst("[name=user_code]").val()).isEqualTo(device.userCode());
		assertThat(guest.submit(code, Map.of("user_code", device.userCode())).document().select("[value=allow]"))
			.hasSize(1);
	}

	@Test
	void termsWhenNobodyIsSignedInOrNoneAreSetThenLeadsOn() {
		assertThat(new Guest(this.firm).open("/signin/terms?next=%2Faccount%2Fapps").address().toString())
			.endsWith("/signin?next=%2Faccount%2Fapps");
		Browser person = this.actors.signedIn(this.actors.person("USER"));
		assertThat(person.open("/signin/terms?next=%2Faccount%2Fapps").address().getPath()).isEqualTo("/account/apps");
	}

	private static Map<String, String> form(String username, String address) {
		return Map.of("username", username, "email", address, "password", Actors.PASSWORD, "accepted", TERMS);
	}

	private Page signIn(Guest guest, String address, Account person) {
		return guest.submit(guest.open(address), Map.of("login", person.username(), "password", Actors.PASSWORD));
	}

	private void accept(Account person, String version) {
		this.jdbc.sql("insert into accepted_terms (account_id, version, accepted_at) values (:id, :version, now())")
			.param("id", person.id().value())
			.param("version", version)
			.update();
	}

	private List<String> versions(Account person) {
		return this.jdbc.sql("select version from accepted_terms where account_id = :id order by version")
			.param("id", person.id().value())
			.query(String.class)
			.list();
	}

	private void assertSignInSays(String login, String password, String words) {
		Browser browser = this.actors.browser();
		Page page = browser.submit(browser.open("/signin"), Map.of("login", login, "password", password));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().select("[role=alert]").text()).contains(words);
		assertThat(browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	private int decide(Account account, String decision) {
		Browser admin = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		Page list = admin.getJson("/admin/api/sign-ups?limit=500");
		for (JsonNode each : list.json().path("sign_ups")) {
			if (each.path("id").asString().equals(account.id().toString())) {
				assertThat(each.path("username").asString()).isEqualTo(account.username());
				assertThat(each.path("email").asString()).isEqualTo(account.emailAddress());
				assertThat(each.path("email_verified").asBoolean()).isTrue();
			}
		}
		String token = admin.csrf();
		return admin
			.postOnly("/admin/api/sign-ups/" + account.id() + "/" + decision, Map.of("_csrf", token),
					Map.of("Accept", "application/json"))
			.status();
	}

	/** In how many rows of each table the account is named. */
	private Map<String, Integer> rows(Account account) {
		Map<String, Integer> rows = new LinkedHashMap<>();
		this.jdbc.sql("""
				select table_name from information_schema.tables where table_schema = 'public' order by table_name""")
			.query(String.class)
			.list()
			.forEach((table) -> {
				int count = this.jdbc.sql("select count(*) from " + table + " t where t::text like :id")
					.param("id", "%" + account.id() + "%")
					.query(Integer.class)
					.single();
				if (count > 0) {
					rows.put(table, count);
				}
			});
		return rows;
	}

	private static String path(ReceivedMail mail, String page) {
		URI link = mail.links()
			.stream()
			.filter((each) -> each.contains(page))
			.map(URI::create)
			.findFirst()
			.orElseThrow();
		return path(link);
	}

	private static String path(URI link) {
		return link.getRawPath() + "?" + link.getRawQuery();
	}

}
