package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountJobs;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Factor;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.PhoneNumber;
import dev.signet.account.PostalAddress;
import dev.signet.account.Profile;
import dev.signet.account.TestAccounts;
import dev.signet.client.TestClients;
import dev.signet.credential.TestAuthenticator;
import dev.signet.directory.TestDirectories;
import dev.signet.federation.TestLinks;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.logout.LogoutJobs;
import dev.signet.mail.Mailbox;
import dev.signet.passkey.TestPasskey;
import dev.signet.session.Device;
import dev.signet.session.Sessions;
import dev.signet.signin.factor.AttemptJobs;
import dev.signet.signin.journey.JourneyJobs;
import dev.signet.signin.recent.KeptFormJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known of a person is told to them, and gone when their account is: nothing that
 * a table has of people may be forgotten in either. Whoever adds such a table adds a line
 * here, and what it stands for.
 */
@SignetTest
class PersonalDataTests {

	private static final String PATH = "/account/data";

	/** Tables that say something of a person, and where the file has it. */
	private static final Map<String, String> TOLD = Map.ofEntries(Map.entry("accounts", "account"),
			Map.entry("account_emails", "account"), Map.entry("account_roles", "account"),
			Map.entry("group_members", "account"), Map.entry("accepted_terms", "accepted_terms"),
			Map.entry("passwords", "sign_in_methods"), Map.entry("authenticators", "sign_in_methods"),
			Map.entry("recovery_codes", "sign_in_methods"), Map.entry("passkeys", "passkeys"),
			Map.entry("directory_links", "directory_accounts"), Map.entry("upstream_links", "linked_accounts"),
			Map.entry("sessions", "sessions"), Map.entry("session_upstreams", "sessions_by_providers"),
			Map.entry("mapped_roles", "roles_from_providers"), Map.entry("trusted_devices", "trusted_devices"),
			Map.entry("known_browsers", "known_browsers"), Map.entry("consents", "consents"),
			Map.entry("grants", "grants"), Map.entry("mailed_proofs", "mailed_links"), Map.entry("mails", "mails"),
			Map.entry("audit_events", "activity"), Map.entry("audit_personal", "activity"));

	/** Tables that do too, and why the file does not have it. */
	private static final Map<String, String> NOT_TOLD = Map.ofEntries(
			Map.entry("passkey_handles", "a random name for authenticators; the passkeys are told"),
			Map.entry("authorization_codes", "digests; the grant is told"),
			Map.entry("refresh_tokens", "digests; the grant is told"),
			Map.entry("device_codes", "digests, for minutes; the grant is told"),
			Map.entry("signin_attempts", "a sign-in under way, for minutes"),
			Map.entry("mailed_sign_ins", "the same, by a mailed code"),
			Map.entry("upstream_trials", "what another server said of them when they tried it, encrypted, for a day"),
			Map.entry("upstream_refused_trials", "the same, of who is not let in"),
			Map.entry("upstream_flows", "a visit to another server under way, for minutes"),
			Map.entry("upstream_arrivals", "the same after it, for half an hour"),
			Map.entry("kept_forms", "what they typed while they sign in again, encrypted, for minutes"),
			Map.entry("pending_requests", "a sign-in to an app under way, for half an hour"),
			Map.entry("logout_notices", "which apps of a session were told of its end; sessions and grants are told"),
			Map.entry("directory_sign_outs", "people of a directory who are being signed out; activity tells that"),
			Map.entry("provider_pasts", "what an administrator changed for all; activity tells that"),
			Map.entry("provider_past_fields", "the same"), Map.entry("directory_pasts", "the same of directories"),
			Map.entry("directory_past_fields", "the same"),
			Map.entry("invitations", "what an administrator did for others; activity tells that, without the others"),
			Map.entry("pending_sign_ups", "people without an account, for half an hour"), Map.entry("asks",
					"counts against misuse, for an hour at most; for 30 days under keyed digests of what was typed"));

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final LogoutReceiver receiver = new LogoutReceiver();

	private final String mark = "z" + UUID.randomUUID().toString().substring(0, 8);

	/** Not the person's: it stays. */
	private final String group = "group " + UUID.randomUUID();

	private final String telephone = "+4930" + (1_000_000_000L + System.nanoTime() % 1_000_000_000L);

	private Account person;

	private Browser browser;

	private RelyingParty app;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app(TestClients.confidential().backchannelLogout(this.receiver.uri(), true));
		this.person = this.actors.person("USER", "AUDITOR");
		this.browser = this.actors.browser();
		live();
	}

	@AfterEach
	void tearDown() {
		this.receiver.close();
		this.jdbc.sql("delete from logout_notices where state = 'WAITING'").update();
	}

	@Test
	void tableWhenItRefersToPeopleThenItIsToldOrThereIsAReason() {
		Set<String> listed = new TreeSet<>(TOLD.keySet());
		listed.addAll(NOT_TOLD.keySet());
		assertThat(NOT_TOLD.keySet()).doesNotContainAnyElementsOf(TOLD.keySet());
		Set<String> found = byKeysAndNames();
		found.addAll(rowsWith(this.person.id().toString()).keySet());
		assertThat(found).containsExactlyInAnyOrderElementsOf(listed);
	}

	@Test
	void downloadThenTellsAllOfTheOwnerAndNoSecretAndNobodyElse() {
		Account other = this.actors.person("USER");
		this.actors.consented(other, this.app);
		Page answer = download(this.browser);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
		assertThat(answer.header("Content-Disposition").orElse("")).matches(
				"attachment; filename=\"signet-" + this.person.username() + "-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json\"");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		String text = answer.response().body();
		JsonNode file = JsonMapper.shared().readTree(text);
		Set<String> members = new TreeSet<>(TOLD.values());
		members.addAll(Set.of("file", "profile", "apps_with_access"));
		assertThat(file.propertyNames()).containsExactlyInAnyOrderElementsOf(members);
		assertThat(file.properties()).allSatisfy((member) -> assertThat(member.getValue()).isNotEmpty());
		assertThat(file.at("/account/email_addresses/0/address").asString()).isEqualTo(this.person.emailAddress());
		assertThat(file.at("/account/phone_number/number").asString()).isEqualTo(this.telephone);
		assertThat(file.at("/account/groups/0").asString()).isEqualTo(this.group);
		assertThat(file.at("/profile/given_name").asString()).isEqualTo("Given " + this.mark);
		assertThat(file.at("/apps_with_access/0/client_id").asString()).isEqualTo(this.app.clientId());
		assertThat(file.at("/apps_with_access/0/scopes").toString()).contains("email");
		assertThat(file.at("/sign_in_methods/recovery_codes/left").asInt()).isEqualTo(10);
		assertThat(file.at("/sessions/0/browser").asString()).startsWith("Java");
		assertThat(file.at("/activity").toString()).contains("signin.succeeded", "127.0.0.1");
		assertThat(text).doesNotContain(other.id().toString(), other.username(), Actors.PASSWORD, "argon2", "sgn_",
				TestClients.SECRET);
		assertThat(secrets()).isNotEmpty().allSatisfy((secret) -> assertThat(text).doesNotContain(secret));
	}

	/** While nodes of two versions run. */
	@Test
	void downloadWhenANewerVersionNotedWhyASessionEndedThenToldByThatName() {
		UUID ended = this.beans.getBean(Sessions.class)
			.open(TestAccounts.generation(this.accounts, this.person.id()),
					List.of(new Factor(Factor.Method.PASSWORD, this.clock.instant())), false,
					new Device("another browser", null))
			.orElseThrow()
			.sessionId();
		this.jdbc.sql("update sessions set ended_at = last_seen_at, end_reason = 'EATEN_BY_MOTHS' where id = :id")
			.param("id", ended)
			.update();
		Page answer = download(this.browser);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.response().body()).contains("EATEN_BY_MOTHS");
	}

	@Test
	void downloadThenIsAuditedAndTheOwnerGetsAMail() {
		assertThat(download(this.browser).status()).isEqualTo(200);
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("Your data was downloaded"));
		assertThat(Mailbox.of(this.person.emailAddress()).about("Your data was downloaded").links()).singleElement()
			.asString()
			.contains("/lock?token=");
	}

	@Test
	void downloadWhenTokenIsMissingOrSignInIsOldOrNobodyIsThereThenNothing() {
		assertThat(this.browser.postOnly(PATH, Map.of(), Map.of()).status()).isEqualTo(403);
		assertThat(this.browser.postOnly(PATH, Map.of("_csrf", "x"), Map.of()).status()).isEqualTo(403);
		assertThat(this.actors.browser().post(PATH, Map.of()).address().getPath()).isEqualTo("/signin");
		Map<String, String> form = Map.of("_csrf", this.browser.open(PATH).csrf());
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.browser.post(PATH, form);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().select("input[name=next]").val()).isEqualTo(PATH);
		assertThat(this.jdbc.sql("select count(*) from audit_events where account_id = :id and type like '%download%'")
			.param("id", this.person.id().value())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void downloadWhenOftenThenFiveAnHour() {
		for (int i = 0; i < 5; i++) {
			assertThat(download(this.browser).status()).isEqualTo(200);
		}
		Page limited = download(this.browser);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().select("[role=alert]").text()).contains("try again");
	}

	@Test
	void accountWhenDeletedThenNoRowOfAnyTableNamesItButTheTrailByItsId() {
		Account other = this.actors.person("USER");
		Browser others = this.actors.consented(other, this.app);
		Map<String, Integer> before = rowsWith(other.id().toString());
		Page asked = this.browser.submit(this.browser.open("/account/delete"),
				Map.of("confirmation", this.person.username()));
		assertThat(asked.document().select("h1").text()).isEqualTo("Your account is to be deleted");
		LogoutJobs.deliver(this.beans);
		LogoutJobs.awaitDelivery(this.jdbc, this.person.id().value());
		this.clock.advance(Duration.ofDays(14));
		AccountJobs.sweep(this.beans);
		JourneyJobs.sweep(this.beans);
		AttemptJobs.sweep(this.beans);
		KeptFormJobs.sweep(this.beans);
		assertThat(this.accounts.find(this.person.id())).isEmpty();
		for (String name : List.of(this.person.username(), this.person.emailAddress(), this.mark, this.telephone)) {
			assertThat(rowsWith(name)).as(name).isEmpty();
		}
		assertThat(rowsWith(this.person.id().toString()).keySet()).containsExactly("audit_events");
		assertThat(this.jdbc.sql("""
				select count(*) from audit_personal p join audit_events e on e.id = p.event_id
				where e.account_id = :id""").param("id", this.person.id().value()).query(Integer.class).single())
			.isZero();
		before.remove("pending_requests");
		// Their session may end meanwhile, which leaves a notice
		assertThat(rowsWith(other.id().toString()).keySet()).as("of somebody else").containsAll(before.keySet());
		assertThat(others.cookies()).containsKey("signet-session");
	}

	/** Leaves traces everywhere. */
	private void live() {
		this.beans.getBean(Groups.class).assign(this.person.id(), List.of(new GroupName(this.group)));
		this.accounts.update(this.person.id(), (account) -> {
			account.verifyEmail(new EmailAddress(this.person.emailAddress()), this.clock.instant());
			account.changeProfile(
					new Profile("Given " + this.mark, null, "Family " + this.mark, null, null, null, null, null, null,
							null, "en", new PostalAddress(null, "1 " + this.mark + " Street", null, null, null, null)),
					this.clock.instant());
			account.changePhoneNumber(new PhoneNumber(this.telephone), false, this.clock.instant());
		});
		this.jdbc.sql("insert into accepted_terms (account_id, version, accepted_at) values (:id, '1', now())")
			.param("id", this.person.id().value())
			.update();
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		// A sign-in that fails at the second step, and one by each alias of the account
		Browser failing = this.actors.browser();
		failing.submit(this.actors.signIn(failing, failing.open("/signin"), this.person),
				Map.of("code", phone.wrong()));
		Page second = this.browser.submit(
				this.app.authorize(this.browser, this.app.request(Map.of("login_hint", this.person.emailAddress()))),
				Map.of("login", this.person.emailAddress(), "password", Actors.PASSWORD));
		Page consent = this.browser.submit(second, Map.of("code", phone.next()));
		Page allowed = this.actors.allowAll(this.browser, consent);
		RelyingParty.Answer tokens = this.app.redeem(allowed.answer().get("code"));
		assertThat(this.app.refresh(tokens.refreshToken()).status()).isEqualTo(200);
		// A request that waits for a choice of this person
		this.app.authorize(this.browser, this.app.request(Map.of("prompt", "consent")));
		this.jdbc.sql("""
				insert into device_codes (id, digest, user_code_digest, client_id, scopes, network, created_at,
				  expires_at, interval_seconds, grant_id)
				select gen_random_uuid(), sha256(id::text::bytea), sha256((id::text || 'u')::bytea), client_id, scopes,
				  '127.0.0.1', created_at, created_at, 5, id from grants where account_id = :id limit 1""")
			.param("id", this.person.id().value())
			.update();
		// A change of the address that is under way, and a notice to an app
		this.browser.submit(this.browser.open("/account/email"), Map.of("address", this.mark + "@example.test"));
		this.browser.submit(this.browser.open("/account/password"),
				Map.of("oldPassword", "wrong one", "newPassword", "another horse with batteries"));
		Browser elsewhere = this.actors.browser();
		Page signedIn = elsewhere.submit(
				this.actors.signIn(elsewhere, this.app.authorize(elsewhere, this.app.request()), this.person),
				phone.form());
		this.app.redeem(signedIn.answer().get("code"));
		this.browser.postOnly("/account/sessions/end-others",
				Map.of("_csrf", this.browser.open("/account/sessions").csrf()), Map.of());
		LogoutJobs.deliver(this.beans);
		this.receiver.await(1);
		TestPasskey.of(this.person.id(), this.beans);
		TestLinks.of(this.person.id(), this.beans, this.mark + "@upstream.example");
		comeFromElsewhere();
		TestDirectories.link(this.person.id(), this.beans);
		Browser trusted = this.actors.browser();
		Page steps = this.actors.signIn(trusted, trusted.open("/signin"), this.person);
		Page step = trusted.open(steps.document().selectFirst("main a[href^=/signin/second?with=app]").attr("href"));
		trusted.submit(step, Map.of("code", phone.next(), "trust", "true"));
	}

	/** What a sign-in at a provider leaves here, beside the link. */
	private void comeFromElsewhere() {
		Provider provider = TestUpstream.provider(this.beans, Preset.GOOGLE,
				Preset.GOOGLE.defaults()
					.withClient(UpstreamClient.of("signet", Preset.GOOGLE.defaults().client().authentication())),
				"secret");
		this.jdbc.sql("""
				insert into session_upstreams (id, session_id, account_id, provider_id, issuer, subject, sid, id_token,
				  began_at)
				select gen_random_uuid(), id, account_id, :provider, 'https://accounts.google.com', 'ada', 'over-there',
				  sha256('token'), created_at from sessions where account_id = :id limit 1""")
			.param("provider", provider.id().value())
			.param("id", this.person.id().value())
			.update();
		this.jdbc.sql("""
				insert into mapped_roles (account_id, provider_id, kind, name, given_at)
				values (:id, :provider, 'ROLE', 'AUDITOR', now())""")
			.param("provider", provider.id().value())
			.param("id", this.person.id().value())
			.update();
	}

	private Page download(Browser browser) {
		return browser.postOnly(PATH, Map.of("_csrf", browser.open(PATH).csrf()), Map.of());
	}

	/** All tables with how many of their rows have a text, in whatever column. */
	private Map<String, Integer> rowsWith(String text) {
		Map<String, Integer> found = new TreeMap<>();
		for (String table : tables()) {
			int rows = this.jdbc.sql("select count(*) from " + table + " t where to_jsonb(t)::text ilike :text")
				.param("text", "%" + text + "%")
				.query(Integer.class)
				.single();
			if (rows > 0) {
				found.put(table, rows);
			}
		}
		return found;
	}

	private List<String> tables() {
		return this.jdbc.sql("""
				select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
				  and relname not like 'databasechangelog%'""").query(String.class).list();
	}

	/**
	 * Tables whose columns are called after accounts, tables with foreign keys to
	 * accounts, and tables with foreign keys to those.
	 */
	private Set<String> byKeysAndNames() {
		return new TreeSet<>(this.jdbc.sql("""
				with recursive about (id) as (
				  select 'accounts'::regclass::oid
				  union
				  select a.attrelid from pg_attribute a join pg_class c on c.oid = a.attrelid
				  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname like '%account%'
				  union
				  select k.conrelid from pg_constraint k join about on about.id = k.confrelid where k.contype = 'f')
				select relname from about join pg_class on pg_class.oid = about.id""").query(String.class).list());
	}

	/**
	 * Whatever the tables keep of the person as bytes or hash, as it might be written.
	 */
	private List<String> secrets() {
		List<String> secrets = new ArrayList<>(this.jdbc.sql("select hash from passwords where account_id = :id")
			.param("id", this.person.id().value())
			.query(String.class)
			.list());
		for (String statement : List.of("select cookie_digest from sessions where account_id = :id",
				"select browser_digest from sessions where account_id = :id and browser_digest is not null",
				"select cookie_digest from trusted_devices where account_id = :id",
				"select secret from authenticators where account_id = :id",
				"select digest from recovery_codes where account_id = :id",
				"select digest from mailed_proofs where account_id = :id",
				"select code_digest from mailed_proofs where account_id = :id and code_digest is not null",
				"select digest from refresh_tokens where grant_id in (select id from grants where account_id = :id)")) {
			for (byte[] bytes : this.jdbc.sql(statement)
				.param("id", this.person.id().value())
				.query(byte[].class)
				.list()) {
				secrets.add(HexFormat.of().formatHex(bytes));
				secrets.add(Base64.getEncoder().encodeToString(bytes));
				secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
			}
		}
		return secrets;
	}

}
