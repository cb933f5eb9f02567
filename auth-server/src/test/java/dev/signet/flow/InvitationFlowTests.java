package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Administrators invite people, who make accounts by the link, as often as it says.
 */
@SignetTest
class InvitationFlowTests {

	private static final String PATH = "/admin/api/invitations";

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	private Account administrator;

	private Browser admin;

	private String name;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
		this.name = name();
	}

	@Test
	void inviteWhenSignInIsLongAgoThenNobodyIsInvited() {
		this.clock.advance(Duration.ofMinutes(16));
		int before = count();
		String token = this.admin.csrf();
		assertThat(post(this.admin, "{\"roles\": [\"USER\", \"ADMIN\"]}", token).status()).isEqualTo(403);
		assertThat(post(this.admin, "{\"roles\": [\"USER\"]}", token).status()).isEqualTo(403);
		assertThat(count()).isEqualTo(before);
		this.admin = this.actors.signedIn(this.administrator);
		assertThat(post(this.admin, "{\"roles\": [\"ADMIN\"]}", this.admin.csrf()).status()).isEqualTo(201);
	}

	@Test
	void inviteWhenLinkIsFollowedThenAccountWithRolesAndGroups() {
		JsonNode made = made("""
				{"roles": ["EDITOR"], "groups": ["Authors"], "note": "The new author"}""");
		assertThat(made.path("uses").asInt()).isOne();
		assertThat(made.path("made_by").asString()).isEqualTo(this.administrator.id().toString());
		String link = made.path("link").asString();
		assertThat(link).startsWith(this.actors.server() + "/register?invitation=sgn_inv_");
		Browser guest = this.actors.browser();
		for (int i = 0; i < 3; i++) {
			assertThat(guest.open(link).document().select(".lead").text()).contains("invited");
		}
		assertThat(used(made)).as("by looking").isZero();
		Page account = guest.submit(guest.open(link), person(this.name));
		assertThat(account.address().getPath()).isEqualTo("/account");
		Account found = this.accounts.findByLogin(this.name).orElseThrow();
		assertThat(found.roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(found.groups()).containsExactly("Authors");
		assertThat(used(made)).isOne();
		Page late = this.actors.browser().open(link);
		assertThat(late.status()).isEqualTo(410);
		assertThat(late.document().select("h1").text()).isEqualTo("This invitation no longer works");
		assertThat(late.document().select("a[href=/register]")).as("open to anybody").hasSize(1);
	}

	@Test
	void inviteWhenSentThenOnlyTheMailHasTheLinkAndTheAddressIsProved() {
		String address = this.name + "@example.test";
		JsonNode made = made("""
				{"email": "%s", "send": true, "language": "de"}""".formatted(address));
		assertThat(made.has("link")).isFalse();
		assertThat(made.path("sent").asBoolean()).isTrue();
		ReceivedMail mail = Mailbox.of(address).only();
		assertThat(mail.subject()).isEqualTo("Sie sind eingeladen");
		String link = mail.links().stream().filter((each) -> each.contains("/register")).findFirst().orElseThrow();
		Browser guest = this.actors.browser();
		Page page = guest.open(link);
		assertThat(page.document().selectFirst("[name=email]").val()).isEqualTo(address);
		Page other = guest.submit(page, person(this.name, "x" + address));
		assertThat(other.document().select("[name=email][aria-invalid=true]")).hasSize(1);
		assertThat(guest.submit(other, person(this.name, address)).address().getPath()).isEqualTo("/account");
		assertThat(this.accounts.findByLogin(this.name).orElseThrow().emailVerified()).isTrue();
	}

	@Test
	void registerWhenFieldsAreWrongThenLinkAndJourneyAreKept() {
		RelyingParty app = this.actors.app();
		Browser guest = this.actors.browser();
		Page signIn = app.authorize(guest, app.request());
		String request = signIn.document().selectFirst("[name=request]").val();
		String link = link() + "&request=" + request;
		Page wrong = guest.submit(guest.open(link), person("x"));
		assertThat(wrong.document().select("[name=username][aria-invalid=true]")).hasSize(1);
		assertThat(wrong.document().selectFirst(".language [name=back]").val()).contains("invitation=sgn_inv_");
		Page consent = guest.submit(wrong, person(this.name));
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(this.accounts.findByLogin(this.name).orElseThrow().roles()).contains("EDITOR");
	}

	@Test
	void registerWhenTwiceThenSecondIsTurnedAway() {
		String link = link();
		Browser guest = this.actors.browser();
		Page page = guest.open(link);
		guest.submit(page, person(this.name));
		Browser other = this.actors.browser();
		Page late = other.post("/register", withToken(other, person(name()), link));
		assertThat(late.status()).isEqualTo(410);
		assertThat(late.response().body()).doesNotContain(Actors.PASSWORD);
	}

	@Test
	void registerWhenTwentyAtOnceThenAsManyAsUses() throws Exception {
		JsonNode made = made("""
				{"uses": 3, "roles": ["EDITOR"]}""");
		String link = made.path("link").asString();
		List<Callable<Integer>> guests = new ArrayList<>();
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Browser guest = this.actors.browser();
			String each = name();
			names.add(each);
			Map<String, String> form = withToken(guest, person(each), link);
			guests.add(() -> untilNotBusy(guest, form));
		}
		assertThat(Race.run(guests)).filteredOn((status) -> status == 303).hasSize(3);
		assertThat(names).filteredOn((each) -> this.accounts.findByLogin(each).isPresent()).hasSize(3);
		assertThat(used(made)).isEqualTo(3);
	}

	@Test
	void listThenNewestFirstWithoutLinks() {
		JsonNode older = made("{}");
		JsonNode newer = made("{}");
		String body = this.admin.getJson(PATH + "?limit=500").response().body()
				+ this.admin.getJson(PATH + "/" + id(older)).response().body();
		assertThat(body).contains(id(older), id(newer)).doesNotContain("sgn_inv_");
		List<String> ids = this.admin.getJson(PATH + "?limit=500")
			.json()
			.path("invitations")
			.valueStream()
			.map(InvitationFlowTests::id)
			.toList();
		assertThat(ids.indexOf(id(newer))).isLessThan(ids.indexOf(id(older)));
		assertThat(this.admin.getJson(PATH + "?limit=1&before=" + id(newer))
			.json()
			.path("invitations")
			.get(0)
			.path("id")
			.asString()).isEqualTo(id(older));
	}

	@Test
	void removeThenLinkIsOverAndAudited() {
		JsonNode made = made("{}");
		assertThat(delete(this.admin, id(made)).status()).isEqualTo(204);
		assertThat(this.actors.browser().open(made.path("link").asString()).status()).isEqualTo(410);
		assertThat(delete(this.admin, id(made)).status()).isEqualTo(404);
		assertThat(this.admin.getJson(PATH + "/" + id(made)).status()).isEqualTo(404);
		assertThat(this.jdbc.sql("""
				select type from audit_events where account_id = :account and details ->> 'invitation' = :invitation
				order by at""")
			.param("account", this.administrator.id().value())
			.param("invitation", id(made))
			.query(String.class)
			.list()).containsExactly("registration.invitation-made", "registration.invitation-removed");
	}

	@Test
	void logThenHasNoLink() {
		try (LogWatch log = new LogWatch()) {
			String link = link();
			Browser guest = this.actors.browser();
			guest.submit(guest.open(link), person(this.name));
			guest.open(link);
			assertThat(log.text()).doesNotContain("sgn_inv_");
		}
	}

	@Test
	void anythingWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		JsonNode made = made("{}");
		Browser somebody = this.actors.signedIn(this.actors.person("USER"));
		for (Browser browser : List.of(this.actors.browser(), somebody)) {
			for (String address : List.of(PATH, PATH + "/" + id(made), "/admin/api/sign-ups")) {
				assertThat(browser.fetch("GET", address, Map.of()).status()).as(address).isEqualTo(404);
			}
		}
		assertThat(post(somebody, "{}", somebody.csrf()).status()).isEqualTo(404);
		assertThat(delete(somebody, id(made)).status()).isEqualTo(404);
		assertThat(this.admin.getJson(PATH + "/" + id(made)).json().path("used").asInt()).isZero();
	}

	@Test
	void changeWhenTokenIsMissingThenRefused() {
		JsonNode made = made("{}");
		assertThat(post(this.admin, "{}", "").status()).isEqualTo(403);
		assertThat(this.admin.fetch("DELETE", PATH + "/" + id(made), Map.of()).status()).isEqualTo(403);
		assertThat(this.admin.getJson(PATH + "/" + id(made)).status()).isEqualTo(200);
		UUID nobody = UUID.randomUUID();
		for (String decision : List.of("/approve", "/deny")) {
			assertThat(this.admin.postOnly("/admin/api/sign-ups/" + nobody + decision, Map.of(), Map.of()).status())
				.isEqualTo(403);
		}
	}

	/** Nobody who does not wait can be approved, and above all not denied. */
	@Test
	void decideWhenAccountDoesNotWaitThenNotFound() {
		Account person = this.actors.person("USER");
		for (UUID id : List.of(person.id().value(), UUID.randomUUID())) {
			for (String decision : List.of("/approve", "/deny")) {
				Map<String, String> form = Map.of("_csrf", this.admin.csrf());
				Map<String, String> json = Map.of("Accept", "application/json");
				assertThat(this.admin.postOnly("/admin/api/sign-ups/" + id + decision, form, json).status())
					.isEqualTo(404);
			}
		}
		assertThat(this.accounts.find(person.id())).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "\"x\"", "{\"uses\": \"many\"}", "{\"roles\": \"EDITOR\"}",
			"{\"expires_at\": \"soon\"}", "{\"uses\": 0}", "{\"uses\": -1}", "{\"uses\": 99999999999}",
			"{\"uses\": 2, \"email\": \"a@b.example\"}", "{\"send\": true}", "{\"email\": \"nowhere\"}",
			"{\"email\": \"a@b.example\\r\\nBcc: c@d.example\"}", "{\"expires_at\": \"2001-01-01T00:00:00Z\"}",
			"{\"roles\": [\"editor\"]}", "{\"roles\": [null]}", "{\"groups\": [\"\"]}", "{\"groups\": [\"a\\u0000\"]}",
			"{\"note\": \"a\\u0000b\"}" })
	void makeWhenBadThen400AndNothingIsMade(String body) {
		int before = count();
		assertThat(post(this.admin, body, this.admin.csrf()).status()).isEqualTo(400);
		assertThat(count()).isEqualTo(before);
	}

	@Test
	void makeWhenBadThenEachFieldIsNamed() {
		JsonNode problems = post(this.admin, "{\"uses\": 0, \"email\": \"x\", \"note\": \"\"}", this.admin.csrf())
			.json()
			.path("problems");
		assertThat(problems.valueStream().map((problem) -> problem.path("field").asString()))
			.containsExactlyInAnyOrder("uses", "email", "note");
		assertThat(problems.valueStream().map((problem) -> problem.path("fix").asString())).doesNotContain("");
	}

	@ParameterizedTest
	@ValueSource(strings = { PATH + "?limit=0", PATH + "?limit=501", PATH + "?before=x", PATH + "/x",
			"/admin/api/sign-ups?limit=0", "/admin/api/sign-ups?after=x",
			"/admin/api/sign-ups?after_id=00000000-0000-0000-0000-000000000000" })
	void readWhenBadThen400(String address) {
		assertThat(this.admin.getJson(address).status()).isEqualTo(400);
	}

	private int untilNotBusy(Browser guest, Map<String, String> form) throws InterruptedException {
		for (int i = 0; i < 600; i++) {
			int status = guest.postOnly("/register", form, Map.of()).status();
			if (status != 503) {
				return status;
			}
			Thread.sleep(100);
		}
		throw new AssertionError("Busy for ever");
	}

	private String link() {
		return made("""
				{"roles": ["EDITOR"]}""").path("link").asString();
	}

	private JsonNode made(String body) {
		Page page = post(this.admin, body, this.admin.csrf());
		assertThat(page.status()).as(page.response().body()).isEqualTo(201);
		return page.json();
	}

	private int used(JsonNode made) {
		return this.admin.getJson(PATH + "/" + id(made)).json().path("used").asInt();
	}

	private int count() {
		return this.jdbc.sql("select count(*) from invitations where made_by = :id")
			.param("id", this.administrator.id().value())
			.query(Integer.class)
			.single();
	}

	private Page delete(Browser browser, String id) {
		return browser.fetch("DELETE", PATH + "/" + id,
				Map.of("Accept", "application/json", "X-CSRF-TOKEN", browser.csrf()));
	}

	private static Page post(Browser browser, String body, String token) {
		return browser.postJson(PATH, body, Map.of("X-CSRF-TOKEN", token));
	}

	private static Map<String, String> withToken(Browser browser, Map<String, String> person, String link) {
		Map<String, String> form = new HashMap<>(person);
		form.put("_csrf", browser.open("/register").csrf());
		form.put("invitation", link.substring(link.indexOf('=') + 1));
		return form;
	}

	private static Map<String, String> person(String name) {
		return person(name, name + "@example.test");
	}

	private static Map<String, String> person(String name, String email) {
		return Map.of("username", name, "email", email, "password", Actors.PASSWORD);
	}

	private static String name() {
		return "i" + UUID.randomUUID().toString().substring(0, 12);
	}

	private static String id(JsonNode invitation) {
		return invitation.path("id").asString();
	}

}
