package dev.signet.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryState;
import dev.signet.directory.TestDirectoryServer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator sets up a directory in the console, from nothing to live, and changes
 * it later.
 */
@SignetTest
class DirectoryConsoleFlowTests {

	private static final String ADD = "/admin/directories/add/openldap";

	private static final String PASSWORD = "a password over there";

	private static final DirectoryRule RULE = new DirectoryRule("editors", DirectoryRule.Kind.ROLE, "EDITOR");

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Directories directories;

	@Autowired
	private JdbcClient jdbc;

	private final TestDirectoryServer server = new TestDirectoryServer();

	private final String alias = "c" + UUID.randomUUID().toString().substring(0, 12);

	/** Somebody there. */
	private final String name = "n" + UUID.randomUUID().toString().substring(0, 12);

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@AfterEach
	void disable() {
		stored().forEach((directory) -> this.directories.disable(directory.id(), this.administrator.id()));
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void chooseThenFormHasLabelsAndWhatIsUsualThere(DirectoryKind kind) {
		String path = kind.name().toLowerCase().replace('_', '-');
		Document choice = this.admin.open("/admin/directories/add").document();
		assertThat(choice.select("a[href=/admin/directories/add/" + path + "]")).hasSize(1);
		Document page = this.admin.open("/admin/directories/add/" + path).document();
		assertThat(page.getElementById("alias").val()).startsWith(path);
		assertThat(page.getElementById("peopleFilter").val()).isEqualTo(kind.people().filter());
		assertThat(page.getElementById("subject").val()).isEqualTo(kind.people().subject());
		assertThat(page.getElementById("groupFilter").val()).isEqualTo(kind.groupFilter());
		assertThat(page.select("#nested[checked]")).hasSize((kind == DirectoryKind.ACTIVE_DIRECTORY) ? 1 : 0);
		assertThat(page.text()).doesNotContain("??");
		assertThat(page.select("input:not([type=hidden]), select, textarea")).allMatch(
				(field) -> field.closest("label") != null || !page.select("label[for=" + field.id() + "]").isEmpty());
	}

	@Test
	void addThenHiddenAndItsPasswordIsNeverShown() {
		Page page = add(form());
		Directory added = now();
		assertThat(page.address().getPath()).isEqualTo("/admin/directories/" + added.id());
		assertThat(page.document().select("[role=status]").text()).contains("added");
		assertThat(added.state()).isEqualTo(DirectoryState.HIDDEN);
		assertThat(added.hasPassword()).isTrue();
		assertThat(this.admin.open("/admin/directories").document().select(".card").text()).contains(this.alias,
				"Hidden", "No accounts belong");
		assertThat(this.admin.open("/admin").document().select("a[href=/admin/directories]")).isNotEmpty();
		for (String below : List.of("", "/edit", "/check", "/try", "/enable", "/remove", "/rules", "/people",
				"/past")) {
			Page each = open(below);
			assertThat(each.status()).as(below).isEqualTo(200);
			assertThat(each.response().body()).as(below).doesNotContain(TestDirectoryServer.BIND_PASSWORD, "??");
		}
	}

	@Test
	void addWhenWrongThenAllIsToldAtOnceBesideFieldsAndNothingTypedIsLost() {
		Map<String, String> typed = new HashMap<>(form());
		typed.putAll(Map.of("alias", "Not An Alias", "name", "", "addresses", "ldap://ldap.example.com\nnonsense",
				"security", "LDAPS", "bindDn", "no name", "peopleBase", "", "peopleFilter", "(uid=<b>ada</b>)",
				"subject", "entry UUID", "passwordPage", "http://example.com"));
		typed.put("domains", "not_a_domain");
		Page page = add(typed);
		Document document = page.document();
		assertThat(document.title()).startsWith("Error: ");
		assertThat(document.select("[aria-invalid=true]").eachAttr("name")).containsExactlyInAnyOrder("alias", "name",
				"addresses", "bindDn", "peopleBase", "peopleFilter", "subject", "passwordPage", "domains");
		assertThat(document.select("[aria-invalid=true]"))
			.allMatch((field) -> !document.getElementById(field.id() + "-error").text().isBlank());
		assertThat(document.getElementById("peopleFilter-error").text()).contains("{0} or {1}");
		assertThat(document.getElementById("peopleFilter").val()).isEqualTo("(uid=<b>ada</b>)");
		assertThat(document.getElementById("addresses").val()).isEqualTo("ldap://ldap.example.com\nnonsense");
		assertThat(document.select("details.more[open]")).hasSize(1);
		assertThat(page.response().body()).as("a password is not sent back")
			.doesNotContain(TestDirectoryServer.BIND_PASSWORD);
		assertThat(stored()).isEmpty();
	}

	@Test
	void addWhenPasswordWouldGoInClearOrBelongsToNobodyThenRefused() {
		Map<String, String> clear = new HashMap<>(form());
		clear.put("addresses", "ldap://ldap.example.com:389");
		assertThat(add(clear).document().getElementById("security-error")).isNotNull();
		Map<String, String> nameless = new HashMap<>(form());
		nameless.put("bindDn", "");
		assertThat(add(nameless).document().getElementById("bindDn-error")).isNotNull();
		assertThat(stored()).isEmpty();
	}

	/** P158, and all else that a field may bring. */
	@ParameterizedTest
	@ValueSource(strings = { "name", "alias", "addresses", "bindDn", "peopleBase", "groupBase", "peopleFilter",
			"groupFilter", "groupAttribute", "username", "domains", "passwordPage" })
	void addWhenAFieldHasControlCharactersOrIsTooLongThenNothingIsStored(String field) {
		for (String value : List.of("(a={0}\r\nSet-Cookie: x=y)", "(a={0}\u0000b)", "a=\u0007b", "a".repeat(20_000))) {
			Map<String, String> typed = new HashMap<>(form());
			typed.put(field, value);
			Page page = this.admin.submitOnly(this.admin.open(ADD), typed);
			assertThat(page.status()).as(field).isIn(200, 400);
			assertThat(page.header("Set-Cookie").orElse("")).doesNotContain("x=y");
			assertThat(stored()).as(field).isEmpty();
		}
	}

	@Test
	void addWhenTwiceThenOneDirectoryAndTheSecondIsTold() {
		Page page = this.admin.open(ADD);
		this.admin.submit(page, form());
		Page second = this.admin.submit(page, form());
		assertThat(second.document().getElementById("alias-error").text()).contains("Another");
		assertThat(stored()).hasSize(1);
	}

	@Test
	void addWhenTokenIsMissingOrOfAnotherOrFromElsewhereThenRefused() {
		Page page = this.admin.open(ADD);
		assertThat(this.admin.postOnly(ADD, form(), Map.of()).status()).isEqualTo(403);
		Browser other = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		Map<String, String> stale = new HashMap<>(form());
		stale.put("_csrf", page.csrf());
		assertThat(other.postOnly(ADD, stale, Map.of()).status()).isEqualTo(403);
		Map<String, String> elsewhere = Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
		assertThat(this.admin.postOnly(ADD, stale, elsewhere).status()).as("P153").isEqualTo(403);
		assertThat(stored()).isEmpty();
	}

	@Test
	void addWhenSignInIsLongAgoThenNothingIsStored() {
		Page page = this.admin.open(ADD);
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(this.admin.submit(page, form()).address().getPath()).isEqualTo("/signin");
		assertThat(stored()).isEmpty();
	}

	/** From nothing to live; first the password is wrong. */
	@Test
	void proveThenCheckAndSomebodyFoundUnlockTheSwitch() {
		this.server.group("editors", this.server.person(this.name, PASSWORD));
		Map<String, String> typed = new HashMap<>(form());
		typed.put("bindPassword", "not the password");
		add(typed);
		Page failed = press(open("/check"));
		assertThat(failed.document().select(".lines .FAILED")).hasSize(1);
		assertThat(failed.document().select(".lines .FAILED").text()).contains("Name and password for searching",
				TestDirectoryServer.BIND_DN);
		assertThat(failed.document().select(".lines .FAILED .cure").text()).isNotBlank();
		assertThat(failed.document().select(".lines .SKIPPED")).hasSizeGreaterThan(2);
		this.admin.submit(open("/edit"), Map.of("bindPassword", TestDirectoryServer.BIND_PASSWORD));
		assertThat(open("/check").document().select(".warning").text()).contains("changed after");
		Page checked = press(open("/check"));
		assertThat(checked.document().select(".lines .PASSED").size()).as(checked.document().text()).isEqualTo(7);
		assertThat(checked.document().select(".lines .FAILED, .lines .WARNED, .lines .SKIPPED")).isEmpty();
		Page early = press(open("/enable"));
		assertThat(early.document().select("[role=alert]")).hasSize(1);
		assertThat(now().state()).isEqualTo(DirectoryState.HIDDEN);
		Page nobody = tried("somebody else", "");
		assertThat(nobody.document().select(".outcome").text()).contains("turned away", "Nobody has this name");
		assertThat(press(open("/enable")).document().select("[role=alert]")).hasSize(1);
		Page found = tried(this.name, PASSWORD);
		assertThat(found.document().select("#outcome").text()).isEqualTo("They would get an account");
		assertThat(found.document().select(".facts").text()).contains("uid=" + this.name, "Right");
		Page page = press(open("/enable"));
		assertThat(page.document().select("[role=status]").text()).contains("switched on");
		assertThat(now().enabled()).isTrue();
		Browser browser = this.actors.browser();
		assertThat(browser.submit(browser.open("/signin"), Map.of("login", this.name, "password", PASSWORD))
			.address()
			.getPath()).isEqualTo("/account");
		assertThat(tried(this.name, "").document().select("#outcome").text()).isEqualTo("They would be signed in");
		assertThat(open("/remove").document().select("form[action$=/remove]")).as("somebody is linked").isEmpty();
		Page question = open("/disable");
		assertThat(question.document().select(".sheet").text()).contains("One account belongs", "stays linked");
		assertThat(press(question).document().select("[role=status]").text()).contains("switched off");
		assertThat(now().state()).isEqualTo(DirectoryState.DISABLED);
		assertThat(press(open("/enable")).document().select("[role=status]").text()).as("it is still proved")
			.contains("switched on");
		assertThat(events()).contains("directory.added", "directory.changed", "directory.tried", "directory.enabled",
				"directory.disabled");
	}

	@Test
	void disableWhenPeopleAreToBeSignedOutThenTheyAreWithTheirTokensAndSecondSteps() {
		Browser person = live();
		RelyingParty app = this.actors.app();
		String code = this.actors.allowAll(person, app.authorize(person, app.request())).answer().get("code");
		String token = app.redeem(code).refreshToken();
		Page question = open("/disable");
		assertThat(question.document().select(".sheet").text()).contains("One person of them is signed in",
				"within an hour", "An app that may keep access");
		Page off = this.admin.submit(question, Map.of("sessions", "end"));
		assertThat(off.document().select("[role=status]").text()).contains("signed out");
		assertThat(person.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
		assertThat(events()).contains("directory.people-signed-out");
		assertThat(press(open("/enable")).document().select("[role=status]").text()).contains("switched on");
	}

	/** Or the one who can switch it on again is out. */
	@Test
	void disableWhenTheAdministratorIsOfItsPeopleThenTheyStayInThisBrowser() {
		live();
		this.jdbc.sql("update directory_links set account_id = :account where directory_id = :id")
			.param("account", this.administrator.id().value())
			.param("id", now().id().value())
			.update();
		Browser elsewhere = this.actors.signedIn(this.administrator);
		Page question = open("/disable");
		assertThat(question.document().select(".sheet").text()).contains("You stay signed in");
		assertThat(this.admin.submit(question, Map.of("sessions", "end")).document().select("[role=status]").text())
			.contains("signed out");
		assertThat(elsewhere.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(press(open("/enable")).document().select("[role=status]").text()).contains("switched on");
	}

	@Test
	void disableWhenChangedAtThatMomentThenOffAllTheSame() {
		live();
		Page question = open("/disable");
		CompletableFuture<Page> off = new CompletableFuture<>();
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			this.directories.change(now().id(), now().version(), now().settings().giving(List.of(RULE)), null,
					this.administrator.id());
			off.completeAsync(() -> press(question));
			LogoutReceiver.await(() -> this.jdbc.sql("select count(*) from pg_locks where not granted")
				.query(Integer.class)
				.single() > 0);
		});
		assertThat(off.join().document().select("[role=status]").text()).contains("switched off");
		assertThat(now().enabled()).isFalse();
		assertThat(now().settings().accounts().rules()).containsExactly(RULE);
	}

	@Test
	void disableWhenNothingIsSaidThenPeopleStayUntilTheyAreSignedOut() {
		Browser person = live();
		press(open("/disable"));
		assertThat(person.open("/account").address().getPath()).isEqualTo("/account");
		Page off = open("");
		Page question = this.admin.open(off.document().select("a[href$=/sign-out]").attr("href"));
		assertThat(question.document().select(".sheet").text()).contains("One person of them is signed in");
		assertThat(press(question).document().select("[role=status]").text()).contains("signed out");
		assertThat(person.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(open("/sign-out").document().select(".sheet").text()).contains("Nobody of them");
	}

	@Test
	void signOutWhenItIsOnThenAskedToSwitchItOffFirst() {
		Browser person = live();
		assertThat(open("/sign-out").address().getPath()).endsWith("/disable");
		Page posted = this.admin.post("/admin/directories/" + now().id() + "/sign-out",
				Map.of("_csrf", open("/disable").csrf()));
		assertThat(posted.address().getPath()).endsWith("/disable");
		assertThat(person.open("/account").address().getPath()).isEqualTo("/account");
	}

	/** Whoever was wrong need not look for somebody first. */
	@Test
	void enableWhenSwitchedOffWithinTheHourThenAgainWithoutAProofUnlessItIsAnotherOne() {
		live();
		this.clock.advance(Duration.ofMinutes(61));
		this.admin = this.actors.signedIn(this.administrator);
		press(open("/disable"));
		assertThat(open("").document().select(".lines").text()).contains("It was on until within the hour");
		assertThat(open("/enable").document().select(".sheet").text()).contains("switched off within the hour");
		assertThat(press(open("/enable")).document().select("[role=status]").text()).contains("switched on");
		press(open("/disable"));
		this.admin.submit(open("/edit"), Map.of("name", "Another name"));
		assertThat(open("/enable").document().getElementById("typedAlias")).as("it is another one").isNotNull();
	}

	/** Which knows nothing of when it was switched off. */
	@Test
	void enableWhenANodeOfAnOlderVersionChangedItThenOnlyWithAProof() {
		live();
		press(open("/disable"));
		this.jdbc.sql("update directories set version = version + 1 where id = :id")
			.param("id", now().id().value())
			.update();
		this.beans.getBean(Directories.class).changed();
		assertThat(open("/enable").document().getElementById("typedAlias")).isNotNull();
	}

	@Test
	void enableWhenSwitchedOffLongAgoThenOnlyWithAProof() {
		live();
		press(open("/disable"));
		this.clock.advance(Duration.ofMinutes(61));
		this.admin = this.actors.signedIn(this.administrator);
		assertThat(open("/enable").document().getElementById("typedAlias")).isNotNull();
	}

	/** The browser of somebody who has signed in by a directory that works. */
	private Browser live() {
		this.server.person(this.name, PASSWORD);
		add(form());
		press(open("/check"));
		tried(this.name, "");
		press(open("/enable"));
		Browser person = this.actors.browser();
		Page account = person.submit(person.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
		assertThat(account.address().getPath()).isEqualTo("/account");
		return person;
	}

	@Test
	void proofWhenAnHourOldOrSettingsChangeThenLocksAgain() {
		this.server.person(this.name, PASSWORD);
		add(form());
		press(open("/check"));
		tried(this.name, "");
		assertThat(open("/enable").document().getElementById("typedAlias")).isNull();
		this.admin.submit(open("/edit"), Map.of("name", "Another name"));
		assertThat(open("/enable").document().getElementById("typedAlias")).isNotNull();
		press(open("/check"));
		tried(this.name, "");
		this.clock.advance(Duration.ofMinutes(61));
		Browser later = this.actors.signedIn(this.administrator);
		assertThat(later.open("/admin/directories/" + now().id() + "/enable").document().getElementById("typedAlias"))
			.isNotNull();
	}

	@Test
	void enableWhenNothingWasShownThenOnlyByTheTypedNameAndAudited() {
		add(form());
		Page page = open("/enable");
		Page wrong = this.admin.submit(page, Map.of("typedAlias", "<i>something</i>"));
		assertThat(wrong.document().getElementById("typedAlias-error").text()).isNotBlank();
		assertThat(wrong.document().getElementById("typedAlias").val()).isEqualTo("<i>something</i>");
		assertThat(now().enabled()).isFalse();
		this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(now().enabled()).isTrue();
		assertThat(this.admin.submit(page, Map.of("typedAlias", this.alias)).status()).as("twice").isEqualTo(200);
		assertThat(events()).containsOnlyOnce("directory.enabled-unproved").doesNotContain("directory.enabled");
	}

	@Test
	void tryThenShowsAllButSecretsAsTextAndWritesNothing() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.change(dn, "description", "<script>alert('x')</script>");
		this.server.group("editors", dn);
		add(form());
		this.admin.submit(open("/rules"), Map.of("do", "add"));
		this.admin.submit(this.admin.submit(open("/rules"), Map.of("do", "add")),
				Map.of("do", "save", "ruleGroup-0", "EDITORS", "ruleKind-0", "ROLE", "ruleName-0", "EDITOR"));
		String before = accounts();
		Page page = tried(this.name, PASSWORD);
		assertThat(page.document().select(".claims").text()).contains("<script>alert('x')</script>", "EDITOR",
				"cn=editors", "userPassword Not shown");
		assertThat(page.document().select("main script")).isEmpty();
		assertThat(page.response().body()).doesNotContain(PASSWORD);
		assertThat(page.document().getElementById("name").val()).isEqualTo(this.name);
		assertThat(page.document().text()).contains("not switched on");
		assertThat(accounts()).isEqualTo(before);
		assertThat(this.jdbc.sql("select count(*) from directory_links where directory_id = :id")
			.param("id", now().id().value())
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.jdbc.sql("select string_agg(details::text, ' ') from audit_events where account_id = :id")
			.param("id", this.administrator.id().value())
			.query(String.class)
			.single()).doesNotContain(this.name);
	}

	/** Else whoever gets at the console could guess without end. */
	@Test
	void tryWhenPasswordsAreWrongThenCountedAsAtSignIn() {
		this.server.person(this.name, PASSWORD);
		add(form());
		Page wrong = tried(this.name, "wrong");
		assertThat(wrong.document().select("#outcome").text()).contains("turned away");
		assertThat(wrong.document().select(".facts").text()).contains("Password Wrong");
		assertThat(wrong.document().getElementById("password").val()).isEmpty();
		for (int i = 0; i < 5; i++) {
			tried(this.name, "wrong");
		}
		int asked = this.server.binds().size();
		assertThat(tried(this.name, PASSWORD).document().select(".facts").text()).contains("too many");
		assertThat(this.server.binds()).hasSize(asked);
	}

	@Test
	void tryWhenAnAccountHereIsInTheWayThenNamedAndNotTakenOver() {
		Account other = this.actors.person("USER");
		this.server.person(other.username(), PASSWORD);
		add(form());
		Page page = tried(other.username(), "");
		assertThat(page.document().select(".outcome").text()).contains("turned away", "is looked for there",
				other.username());
		this.admin.submit(open("/edit"), Map.of("domains", "corp.example"));
		assertThat(tried(other.username() + "@corp.example", "").document().select(".outcome").text())
			.contains("They would get an account", "asked for a username", "with that username " + other.username());
		Account confirmed = this.actors.confirmed("USER");
		this.server.person(this.name, PASSWORD, confirmed.emailAddress());
		this.admin.submit(open("/edit"), Map.of("emailTrusted", "on"));
		assertThat(tried(this.name, "").document().select(".outcome").text()).contains(confirmed.username(),
				"sign in here first");
	}

	/** A name that nobody may choose is not given at the sign-in either. */
	@Test
	void tryWhenNobodyMayChooseTheNameThenAskedForAnother() {
		this.server.person("postmaster", PASSWORD, "p" + this.name + "@example.test");
		this.server.person(this.name, PASSWORD);
		add(form());
		assertThat(tried("postmaster", "").document().select(".outcome").text()).contains("asked for a username");
		assertThat(tried(this.name, "").document().select(".outcome").text()).contains("They would get an account")
			.doesNotContain("asked for");
	}

	@ParameterizedTest
	@CsvSource({ "'', name", "'\u0007', name" })
	void tryWhenNameIsNoneThenToldBesideIt(String typed, String field) {
		add(form());
		Page page = tried(typed, "a password");
		assertThat(page.document().select("[aria-invalid=true]").eachAttr("name")).containsExactly(field);
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(this.server.filters()).isEmpty();
	}

	@Test
	void tryWhenNameIsLongOrPasswordIsThenToldBesideItAndNobodyIsAsked() {
		add(form());
		assertThat(tried("n".repeat(255), "").document().getElementById("name-error")).isNotNull();
		Page page = tried(this.name, "p".repeat(1001));
		assertThat(page.document().getElementById("password-error")).isNotNull();
		assertThat(page.document().getElementById("name").val()).isEqualTo(this.name);
		assertThat(this.server.filters()).isEmpty();
	}

	@Test
	void tryWhenDirectoryIsAwayThenSaid() {
		add(form());
		this.server.close();
		Page page = tried(this.name, "");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().select("[role=alert]").text()).contains("no answer");
		assertThat(press(open("/check")).document().select(".lines .FAILED").text()).contains("Server");
	}

	@Test
	void editThenKeepsThePasswordAndSaysWhatElseChanged() {
		add(form());
		Page page = this.admin.submit(open("/edit"), Map.of("name", "Another name", "domains", "A.example"));
		assertThat(page.document().select("[role=status]").text()).startsWith("Saved.");
		assertThat(now().settings().name()).isEqualTo("Another name");
		assertThat(now().settings().names().domains()).containsExactly("a.example");
		assertThat(now().hasPassword()).isTrue();
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Page elsewhere = this.admin.submit(open("/edit"), Map.of("peopleBase", "dc=example,dc=com"));
		assertThat(elsewhere.document().select("[role=status]").text()).contains("switched off");
		assertThat(now().enabled()).isFalse();
		Page other = this.admin.submit(open("/edit"), Map.of("addresses", "ldap://127.0.0.1:1"));
		assertThat(other.document().getElementById("bindPassword-error").text()).contains("sent to no other");
	}

	@Test
	void editWhenSomebodyIsLinkedThenPeopleStayKnownByTheSameAttribute() {
		add(form());
		this.server.person(this.name, PASSWORD);
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Browser person = this.actors.browser();
		person.submit(person.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
		Page page = this.admin.submit(open("/edit"), Map.of("subject", "uid"));
		assertThat(page.document().getElementById("subject-error").text()).contains("Add a new directory");
		assertThat(page.document().getElementById("subject").val()).isEqualTo("uid");
		assertThat(now().settings().people().subject()).isEqualTo("entryUUID");
	}

	/** What the other changed is not lost, and neither is what was typed. */
	@Test
	void editWhenInTwoTabsThenBothChangesAreJoinedAndShownFirst() {
		add(form());
		Page mine = open("/edit");
		this.admin.submit(open("/edit"), Map.of("domains", "theirs.example", "name", "Their name"));
		Page shown = this.admin.submit(mine, Map.of("familyName", "mine", "name", "My name"));
		assertThat(shown.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(shown.document().getElementById("domains").val()).isEqualTo("theirs.example");
		assertThat(shown.document().getElementById("familyName").val()).isEqualTo("mine");
		assertThat(shown.document().getElementById("name").val()).isEqualTo("My name");
		assertThat(shown.document().getElementById("name-stored").text()).contains("Their name");
		assertThat(now().settings().people().familyName()).as("nothing yet").isEqualTo("sn");
		this.admin.submit(shown, Map.of("version", shown.document().selectFirst("[name=version]").val()));
		assertThat(now().settings().people().familyName()).isEqualTo("mine");
		assertThat(now().settings().names().domains()).containsExactly("theirs.example");
	}

	@Test
	void editWhenOnlySwitchedMeanwhileThenSaved() {
		add(form());
		Page mine = open("/edit");
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Page saved = this.admin.submit(mine, Map.of("name", "My name"));
		assertThat(saved.document().select("[role=status]").text()).isEqualTo("Saved.");
		assertThat(now().enabled()).as("and still on").isTrue();
		assertThat(now().settings().name()).isEqualTo("My name");
	}

	@Test
	void rulesThenRowsComeAndGoAndEachFieldIsToldWhatIsWrong() {
		add(form());
		Page page = this.admin.submit(open("/rules"), Map.of("do", "add"));
		page = this.admin.submit(page, Map.of("do", "add", "ruleGroup-0", "Éditeurs, <b>1</b>", "ruleKind-0", "ROLE",
				"ruleName-0", "not a role"));
		page = this.admin.submit(page, Map.of("do", "add"));
		page = this.admin.submit(page,
				Map.of("do", "save", "ruleGroup-1", "", "ruleName-1", "x", "ruleKind-1", "GROUP"));
		assertThat(page.document().select("[aria-invalid=true]").eachAttr("name")).containsExactly("ruleName-0",
				"ruleGroup-1");
		assertThat(page.document().getElementById("ruleName-0-error").text()).contains("EDITOR");
		assertThat(page.document().getElementById("ruleGroup-0").val()).isEqualTo("Éditeurs, <b>1</b>");
		page = this.admin.submit(page, Map.of("do", "drop-1"));
		Page admins = this.admin.submit(page, Map.of("do", "save", "ruleName-0", "ADMIN"));
		assertThat(admins.document().getElementById("ruleName-0-error").text()).contains("give-admin");
		Page saved = this.admin.submit(page, Map.of("do", "save", "ruleName-0", "EDITOR"));
		assertThat(saved.document().select("[role=status]").text()).startsWith("Saved.");
		assertThat(now().settings().accounts().rules())
			.containsExactly(new DirectoryRule("Éditeurs, <b>1</b>", DirectoryRule.Kind.ROLE, "EDITOR"));
		Page withoutGroups = this.admin.submit(open("/edit"), Map.of("groupBase", ""));
		assertThat(withoutGroups.document().getElementById("groupBase-error")).isNotNull();
	}

	@Test
	void rulesWhenChangedMeanwhileThenBothAreShown() {
		add(form());
		Page mine = this.admin.submit(open("/rules"), Map.of("do", "add"));
		this.admin.submit(this.admin.submit(open("/rules"), Map.of("do", "add")),
				Map.of("do", "save", "ruleGroup-0", "theirs", "ruleKind-0", "GROUP", "ruleName-0", "theirs"));
		Page shown = this.admin.submit(mine,
				Map.of("do", "save", "ruleGroup-0", "mine", "ruleKind-0", "GROUP", "ruleName-0", "mine"));
		assertThat(shown.document().select("[role=alert]").text()).contains("Somebody else", "theirs");
		assertThat(shown.document().getElementById("ruleGroup-0").val()).isEqualTo("mine");
		assertThat(now().settings().accounts().rules()).extracting(DirectoryRule::group).containsExactly("theirs");
	}

	@Test
	void pastThenShowsWhatChangedAlsoByTheApiAndLeadsBack() {
		add(form());
		Directory first = now();
		this.admin.submit(open("/edit"), Map.of("name", "Changed <i>name</i>", "accountsCreated", "on"));
		this.admin.submit(this.admin.submit(open("/rules"), Map.of("do", "add")),
				Map.of("do", "save", "ruleGroup-0", "editors", "ruleKind-0", "ROLE", "ruleName-0", "EDITOR"));
		this.directories.change(first.id(), now().version(), now().settings().giving(List.of()), null,
				this.administrator.id());
		Page past = open("/past");
		assertThat(past.document().select("section.card")).hasSize(3);
		assertThat(past.document().select(".claims").text()).contains("Changed <i>name</i>", "editors");
		assertThat(past.document().text()).contains("Then " + this.administrator.username() + " changed it")
			.doesNotContain("??");
		String oldest = past.document().select("button[name=past]").last().val();
		this.admin.submit(past, Map.of("past", oldest));
		assertThat(now().settings()).isEqualTo(first.settings());
		Page late = this.admin.submit(past, Map.of("past", oldest));
		assertThat(late.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(this.admin.submit(open("/past"), Map.of("past", "7000")).status()).isEqualTo(404);
	}

	@Test
	void removeThenOnlyByTheTypedName() {
		add(form());
		Page page = open("/remove");
		assertThat(this.admin.submit(page, Map.of("typedAlias", "x")).document().getElementById("typedAlias-error"))
			.isNotNull();
		Page list = this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(list.address().getPath()).isEqualTo("/admin/directories");
		assertThat(stored()).isEmpty();
		assertThat(this.admin.submit(page, Map.of("typedAlias", this.alias)).status()).as("twice").isEqualTo(404);
	}

	@Test
	void peopleThenLinkOfSomebodyIsEndedAndTheDirectoryCanBeRemoved() {
		this.server.person(this.name, PASSWORD);
		add(form());
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Browser browser = this.actors.browser();
		browser.submit(browser.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
		Page people = open("/people");
		assertThat(people.document().select(".sessions li").text()).contains(this.name, "Last sign-in");
		Page question = this.admin.open(people.document().selectFirst(".sessions a.button").attr("href"));
		assertThat(question.document().text()).contains("End the link of " + this.name).doesNotContain("??");
		Browser somebody = this.actors.signedIn(this.actors.person("USER"));
		assertThat(somebody.fetch("GET", question.address().getPath(), Map.of()).status()).isEqualTo(404);
		Page ended = press(question);
		assertThat(ended.document().select("[role=status]").text()).contains("ended");
		assertThat(ended.document().select(".sessions li")).isEmpty();
		assertThat(press(question).status()).as("twice").isEqualTo(404);
		this.admin.submit(open("/remove"), Map.of("typedAlias", this.alias));
		assertThat(stored()).isEmpty();
	}

	@Test
	void peopleWhenManyThenPageByPageAndEachOnce() {
		add(form());
		this.jdbc
			.sql("""
					insert into directory_links (id, directory_id, subject, account_id, login, created_at, look_at, groups_look_at)
					select gen_random_uuid(), :directory, 'subject ' || n, :account, 'Login ' || n % 50, now(), now(), now()
					from generate_series(1, 120) n""")
			.param("directory", now().id().value())
			.param("account", this.administrator.id().value())
			.update();
		Page first = open("/people");
		assertThat(first.document().select(".sessions li")).hasSize(100);
		Page second = this.admin.open(first.document().selectFirst("nav.closing a").attr("href"));
		assertThat(second.document().select(".sessions li")).hasSize(20);
		assertThat(first.document().select(".sessions li a").eachAttr("href"))
			.doesNotContainAnyElementsOf(second.document().select(".sessions li a").eachAttr("href"));
		assertThat(second.document().select("nav.closing a").eachAttr("href"))
			.containsExactly("/admin/directories/" + now().id() + "/people");
		List<String> hrefs = first.document().select(".sessions li a").eachAttr("href");
		String last = hrefs.get(99).substring(hrefs.get(99).lastIndexOf('/') + 1);
		String api = this.admin
			.fetch("GET", "/admin/api/directories/" + now().id() + "/people?after=" + last,
					Map.of("Accept", "application/json"))
			.response()
			.body();
		assertThat(api.split("\"link\":")).hasSize(21);
		assertThat(open("/people?last=" + UUID.randomUUID()).document().select("nav.closing a")).hasSize(1);
		assertThat(open("/people?last=x").status()).isEqualTo(400);
	}

	/** P154, P156. */
	@ParameterizedTest
	@ValueSource(strings = { "/admin/directories/x", "/admin/directories/00000000-0000-0000-0000-000000000000",
			"/admin/directories/1-1-1-1-1", "/admin/directories/add/nothing", "/admin/directories/%25/edit",
			"/admin/directories/00000000-0000-0000-0000-000000000000/nothing" })
	void openWhenThereIsNoSuchThingThenNotFound(String path) {
		assertThat(this.admin.fetch("GET", path, Map.of()).status()).isIn(400, 404);
	}

	private Page add(Map<String, String> typed) {
		return this.admin.submit(this.admin.open(ADD), typed);
	}

	private Page tried(String typed, String password) {
		return this.admin.submit(open("/try"), Map.of("name", typed, "password", password));
	}

	private Page open(String below) {
		return this.admin.open("/admin/directories/" + now().id() + below);
	}

	/** Sends the form of a page that has nothing to type. */
	private Page press(Page page) {
		Element form = page.document().selectFirst("main form");
		return this.admin.post(form.attr("action"), Map.of("_csrf", form.selectFirst("[name=_csrf]").val()));
	}

	private Directory now() {
		return stored().get(0);
	}

	private List<Directory> stored() {
		return this.directories.all().stream().filter((directory) -> directory.alias().equals(this.alias)).toList();
	}

	private List<String> events() {
		return this.jdbc.sql("select type from audit_events where account_id = :id")
			.param("id", this.administrator.id().value())
			.query(String.class)
			.list();
	}

	/** All that accounts are, as a checksum. */
	private String accounts() {
		return this.jdbc.sql("select md5(coalesce(string_agg(a::text, '|' order by a.id), '')) from accounts a")
			.query(String.class)
			.single();
	}

	private Map<String, String> form() {
		return Map.of("alias", this.alias, "name", "Corporation", "addresses",
				"ldap://127.0.0.1:" + this.server.plainPort(), "security", "NONE", "bindDn",
				TestDirectoryServer.BIND_DN, "bindPassword", TestDirectoryServer.BIND_PASSWORD, "peopleBase",
				TestDirectoryServer.PEOPLE, "groupBase", TestDirectoryServer.GROUPS, "accountsCreated", "on",
				"emailTrusted", "on");
	}

}
