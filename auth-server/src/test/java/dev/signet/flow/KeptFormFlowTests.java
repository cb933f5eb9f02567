package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.credential.TestAuthenticator;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.key.MasterKey;
import dev.signet.passkey.TestPasskey;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptFormJobs;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who takes more than 15 minutes over a form signs in again and finds it filled, and
 * sends it by one click. Nobody else finds it, and no secret is kept.
 */
@SignetTest
class KeptFormFlowTests {

	private static final String SECRET = "the secret over there";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Providers providers;

	@Autowired
	private MasterKey masterKey;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	private final String alias = "k-" + UUID.randomUUID().toString().substring(0, 12);

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@AfterEach
	void tearDown() {
		this.providers.findByAlias(this.alias)
			.ifPresent((provider) -> this.providers.disable(provider.id(), this.administrator.id()));
	}

	@Test
	void addWhenSignInIsLongAgoThenFormIsFilledAfterwardsAndOneClickAdds() {
		Page signIn = postTooLate();
		assertThat(signIn.document().text()).contains("What you typed is kept meanwhile, and not sent yet.");
		Page back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.address().getPath()).isEqualTo("/admin/providers/add/openid-connect");
		Document form = back.document();
		assertThat(form.getElementById("alias").val()).isEqualTo(this.alias);
		assertThat(form.getElementById("issuer").val()).isEqualTo("https://issuer.example");
		assertThat(form.getElementById("token").val()).isEqualTo("https://issuer.example/token");
		assertThat(form.getElementById("secretExpires").val()).isEqualTo("2040-01-31");
		assertThat(form.getElementById("emailTrusted").hasAttr("checked")).isTrue();
		assertThat(form.select("details.more").hasAttr("open")).as("what was typed is seen").isTrue();
		assertThat(form.getElementById("secret").val()).isEmpty();
		assertThat(form.select("[role=status]").text()).contains("but for the secret", "Nothing is saved yet");
		assertThat(form.select("[role=alert]")).isEmpty();
		assertThat(this.providers.findByAlias(this.alias)).as("nothing without the click").isEmpty();
		this.admin.submit(back, Map.of("secret", SECRET));
		Provider added = this.providers.findByAlias(this.alias).orElseThrow();
		assertThat(added.settings().emailTrusted()).isTrue();
		assertThat(added.settings().endpoints().token()).hasToString("https://issuer.example/token");
	}

	@Test
	void addWhenTheSessionHasEndedThenFilledAfterwards() {
		Page form = this.admin.open("/admin/providers/add/openid-connect");
		this.clock.advance(Duration.ofMinutes(31));
		Page signIn = this.admin.submit(form, form());
		assertThat(words()).contains(this.alias).doesNotContain("secret=", "owner", "_csrf");
		Page back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.document().getElementById("alias").val()).isEqualTo(this.alias);
		assertThat(back.document().select("[role=status]").text()).contains("but for the secret");
	}

	@Test
	void fillWhenTheSessionEndsAgainThenFilledAgainAndTheSecretStillMissing() {
		Page back = this.actors.signIn(this.admin, postTooLate(), this.administrator);
		this.clock.advance(Duration.ofMinutes(31));
		back = this.actors.signIn(this.admin, this.admin.submit(back, Map.of("name", "Upstream")), this.administrator);
		assertThat(back.document().getElementById("alias").val()).isEqualTo(this.alias);
		assertThat(back.document().select("[role=status]").text()).contains("but for the secret");
	}

	/** The script sends it when the session ends, though nothing differs in it since. */
	@Test
	void showWhenWhatWasTypedStandsThereThenTheFormSaysSo() {
		Page empty = this.admin.open("/admin/providers/add/openid-connect");
		assertThat(empty.document().select("[name=kept]")).isEmpty();
		Page refused = this.admin.submit(empty, Map.of("alias", "Not one"));
		assertThat(refused.document().selectFirst("form:has([name=owner]) [name=kept]").val()).isEqualTo("whole");
		refused = this.admin.submit(empty, Map.of("alias", "Not one", "secret", SECRET));
		assertThat(refused.document().selectFirst("[name=kept]").val()).isEqualTo("without-secret");
		Page back = this.actors.signIn(this.admin, postTooLate(), this.administrator);
		assertThat(back.document().selectFirst("form:has([name=owner]) [name=kept]").val()).isEqualTo("without-secret");
	}

	/** Reload, the back button, and a click on the tab of the sign-in page. */
	@Test
	void fillWhenOpenedAgainThenFilledAgain() {
		Page back = this.actors.signIn(this.admin, postTooLate(), this.administrator);
		for (int i = 0; i < 2; i++) {
			assertThat(this.admin.open(back.address().toString()).document().getElementById("alias").val())
				.isEqualTo(this.alias);
		}
		assertThat(this.admin.open(back.address().getPath()).document().getElementById("alias").val())
			.as("without its name")
			.isNotEqualTo(this.alias);
	}

	@Test
	void keepThenNoSecretIsAmongIt() {
		postTooLate();
		String words = words();
		assertThat(words).contains("issuer.example", this.alias).doesNotContain("secret=", "over", "_csrf");
	}

	@Test
	void fillWhenInAnotherBrowserThenEmpty() {
		Page back = this.actors.signIn(this.admin, postTooLate(), this.administrator);
		Page elsewhere = this.actors.signedIn(this.administrator).open(address(back));
		assertThat(elsewhere.status()).isEqualTo(200);
		assertThat(elsewhere.document().getElementById("issuer").val()).isEmpty();
		assertThat(elsewhere.document().select("[role=status]")).isEmpty();
	}

	@Test
	void fillWhenSomebodyElseSignsInThenEmpty() {
		Page signIn = postTooLate();
		Page theirs = this.actors.signIn(this.admin, signIn, this.actors.person("USER", "ADMIN"));
		assertThat(theirs.address().getPath()).isEqualTo("/admin/providers/add/openid-connect");
		assertThat(theirs.document().getElementById("issuer").val()).isEmpty();
		assertThat(theirs.response().body()).doesNotContain(this.alias);
	}

	@Test
	void fillWhenItIsAnotherPageThenEmpty() {
		Page back = this.actors.signIn(this.admin, postTooLate(), this.administrator);
		Page other = this.admin.open("/admin/providers/add/google?" + back.address().getQuery());
		assertThat(other.response().body()).doesNotContain(this.alias);
	}

	@Test
	void fillWhenItTookLongThenEmptyAndSwept() {
		Page signIn = postTooLate();
		this.clock.advance(Duration.ofMinutes(14));
		Page back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.document().getElementById("alias").val()).isEqualTo(this.alias);
		KeptFormJobs.sweep(this.beans);
		assertThat(kept()).isOne();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.admin.open(address(back)).document().getElementById("issuer").val()).isEmpty();
		KeptFormJobs.sweep(this.beans);
		assertThat(kept()).isZero();
	}

	@Test
	void postWhenTooMuchWasTypedThenSignInLeadsToTheEmptyForm() {
		Page form = this.admin.open("/admin/providers/add/openid-connect");
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.admin.submit(form, Map.of("domains", "a.example\n".repeat(2000)));
		assertThat(kept()).isZero();
		Page back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.status()).isEqualTo(200);
		assertThat(back.address().getQuery()).isNull();
	}

	@Test
	void postWhenOftenThenTheOldestMakeRoom() {
		Page form = this.admin.open("/admin/providers/add/openid-connect");
		this.clock.advance(Duration.ofMinutes(16));
		for (int i = 0; i < 7; i++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.admin.submit(form, Map.of("name", "Number " + i));
		}
		assertThat(kept()).isEqualTo(5);
		assertThat(words()).contains("Number+6");
	}

	@Test
	void postWhenTheTokenIsMissingThenNothingIsKept() {
		this.clock.advance(Duration.ofMinutes(16));
		Page refused = this.admin.postOnly("/admin/providers/add/openid-connect", Map.of("alias", this.alias),
				Map.of());
		assertThat(refused.status()).isEqualTo(403);
		assertThat(kept()).isZero();
	}

	/** What somebody else has stored meanwhile is joined, as ever. */
	@Test
	void editWhenSomebodyElseChangedItMeanwhileThenBothAreShown() {
		Page page = this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), form());
		String edit = page.address().getPath() + "/edit";
		Page mine = this.admin.open(edit);
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.admin.submit(mine, Map.of("clientId", "mine"));
		Browser other = this.actors.signedIn(this.actors.person("ADMIN"));
		other.submit(other.open(edit), Map.of("buttonText", "Theirs"));
		Page back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(back.document().getElementById("clientId").val()).isEqualTo("mine");
		assertThat(back.document().getElementById("buttonText").val()).isEqualTo("Theirs");
		assertThat(back.document().select("[role=status]").text()).as("no secret was typed").doesNotContain("secret");
		this.admin.submit(back, Map.of("version", back.document().selectFirst("[name=version]").val()));
		Provider now = this.providers.findByAlias(this.alias).orElseThrow();
		assertThat(now.settings().client().clientId()).isEqualTo("mine");
		assertThat(now.settings().button().text()).isEqualTo("Theirs");
	}

	@Test
	void mapThenRowsAreKept() {
		Page page = this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), form());
		Page mapping = this.admin.open(page.address().getPath() + "/mapping");
		mapping = this.admin.submit(mapping, Map.of("do", "add-role"));
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.admin.submit(mapping,
				Map.of("do", "save", "roleClaim-0", "teams", "roleValue-0", "writers", "roleName-0", "EDITOR"));
		Page back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.document().getElementById("roleValue-0").val()).isEqualTo("writers");
		assertThat(this.providers.findByAlias(this.alias).orElseThrow().settings().mapping().roles()).isEmpty();
		this.admin.submit(back, Map.of("do", "save"));
		assertThat(this.providers.findByAlias(this.alias).orElseThrow().settings().mapping().roles()).hasSize(1);
	}

	@Test
	void directoryThenKeptButForThePassword() {
		Page empty = this.admin.open("/admin/directories/add/openldap");
		this.clock.advance(Duration.ofMinutes(16));
		Page back = this.actors.signIn(this.admin, this.admin.submit(empty, directory()), this.administrator);
		assertThat(words()).contains("typedMail").doesNotContain("bindPassword", "over", "_csrf");
		Document form = back.document();
		directory().forEach((field, word) -> assertThat(form.getElementById(field).val()).as(field)
			.isEqualTo(field.equals("bindPassword") ? "" : word));
		assertThat(form.select("#accountsCreated[checked], #emailTrusted[checked]")).hasSize(2);
		assertThat(form.select("details.more").hasAttr("open")).as("what was typed is seen").isTrue();
		assertThat(form.select("[role=status]").text()).contains("but for the secret", "Nothing is saved yet");
		String page = this.admin.submit(back, Map.of("bindPassword", SECRET)).address().getPath();
		Page edit = this.admin.open(page + "/edit");
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.admin.submit(edit, Map.of("name", "Mine"));
		Browser other = this.actors.signedIn(this.actors.person("ADMIN"));
		other.submit(other.open(page + "/edit"), Map.of("peopleBase", "o=theirs"));
		back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(back.document().getElementById("name").val()).isEqualTo("Mine");
		assertThat(back.document().getElementById("peopleBase").val()).isEqualTo("o=theirs");
		Page rules = this.admin.submit(this.admin.open(page + "/rules"), Map.of("do", "add"));
		this.clock.advance(Duration.ofMinutes(16));
		signIn = this.admin.submit(rules,
				Map.of("do", "save", "ruleGroup-0", "writers", "ruleKind-0", "ROLE", "ruleName-0", "EDITOR"));
		back = this.actors.signIn(this.admin, signIn, this.administrator);
		assertThat(back.document().getElementById("ruleGroup-0").val()).isEqualTo("writers");
		assertThat(this.admin.submit(back, Map.of("do", "save")).document().select("[role=status]").text())
			.startsWith("Saved.");
	}

	@Test
	void emailWhenSignInIsLongAgoThenTheAddressStandsThere() {
		Account person = this.actors.person("USER");
		Browser browser = this.actors.signedIn(person);
		Page page = browser.open("/account/email");
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = browser.submit(page, Map.of("address", "new-" + person.emailAddress()));
		Page back = this.actors.signIn(browser, signIn, person);
		assertThat(back.address().getPath()).isEqualTo("/account/email");
		assertThat(back.document().getElementById("address").val()).isEqualTo("new-" + person.emailAddress());
		assertThat(back.document().select("[role=status]").text()).contains("Nothing is saved yet");
	}

	@Test
	void passkeyWhenSignInIsLongAgoThenItsNewNameStandsThere() {
		Account person = this.actors.person("USER");
		Browser browser = this.actors.signedIn(person);
		TestPasskey passkey = TestPasskey.of(person.id(), this.beans);
		UUID id = this.jdbc.sql("select id from passkeys where account_id = :account")
			.param("account", person.id().value())
			.query(UUID.class)
			.single();
		Page page = browser.open("/account/security/passkeys/" + id);
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = browser.submit(page, Map.of("name", "The blue one"));
		String question = signIn.document().select("form[data-passkey]").attr("data-question");
		Page back = browser.submit(signIn, Map.of("passkey", passkey.answer(question)));
		assertThat(back.document().getElementById("name").val()).isEqualTo("The blue one");
	}

	/** Who is signed in on the word of a trusted device makes the second step first. */
	@Test
	void postWhenOnlyTheSecondStepIsMissingThenFilledAfterIt() {
		Account person = this.actors.person("USER");
		TestAuthenticator phone = TestAuthenticator.of(person.id(), this.beans);
		Browser browser = onTrustAlone(person, phone);
		Page second = postAddress(browser, person);
		assertThat(second.address().getPath()).startsWith("/signin");
		Page back = browser.submit(second, Map.of("code", phone.next()));
		assertThat(back.document().getElementById("address").val()).isEqualTo("new-" + person.emailAddress());
	}

	@Test
	void postWhenBothStepsAreMissingThenFilledAfterBoth() {
		Account person = this.actors.person("USER");
		TestAuthenticator phone = TestAuthenticator.of(person.id(), this.beans);
		Browser browser = onTrustAlone(person, phone);
		this.clock.advance(Duration.ofMinutes(16));
		Page first = postAddress(browser, person);
		Page second = this.actors.signIn(browser, first, person);
		assertThat(second.address().getPath()).startsWith("/signin");
		Page back = browser.submit(second, Map.of("code", phone.next()));
		assertThat(back.address().getPath()).isEqualTo("/account/email");
		assertThat(back.document().getElementById("address").val()).isEqualTo("new-" + person.emailAddress());
	}

	/** {@code typed} leads to pages of ours only, and fills nothing by itself. */
	@Test
	void openWhenTheNameIsMadeUpThenAnEmptyForm() {
		for (String typed : List.of(UUID.randomUUID().toString(), "x", "%00", "1-1-1-1-1")) {
			Page page = this.admin.open("/admin/providers/add/openid-connect?typed=" + typed);
			assertThat(page.status()).as(typed).isIn(200, 400);
			assertThat(page.document().select("[role=status]")).as(typed).isEmpty();
		}
		Page page = this.admin.open("/signin?again=yes&next=/admin/providers%3Ftyped=%2F%2Fevil.example");
		assertThat(page.document().select("input[name=next]")).isEmpty();
	}

	@Test
	void formsThenNoneKeepsASecret() {
		List<KeptForm> forms = this.requestMappingHandlerMapping.getHandlerMethods()
			.values()
			.stream()
			.flatMap((method) -> Stream.ofNullable(method.getMethodAnnotation(KeptForm.class)))
			.toList();
		assertThat(forms).hasSizeGreaterThan(4);
		for (KeptForm form : forms) {
			for (String name : List.of("_csrf", "secret", "password", "bindPassword", "newPassword", "currentPassword",
					"code", "passkey", "sealed", "owner", "typedAlias", "kept", "do", "decision")) {
				assertThat(name.matches(form.fields())).as(name + " by " + form.fields()).isFalse();
			}
		}
	}

	/** A browser that is trusted, in which nobody was asked for the second step. */
	private Browser onTrustAlone(Account person, TestAuthenticator phone) {
		Browser browser = this.actors.browser();
		browser.submit(this.actors.signIn(browser, browser.open("/signin"), person),
				Map.of("code", phone.next(), "trust", "true"));
		browser.restart();
		this.actors.signIn(browser, browser.open("/signin"), person);
		return browser;
	}

	private static Page postAddress(Browser browser, Account person) {
		String token = browser.csrf();
		return browser.post("/account/email", Map.of("_csrf", token, "address", "new-" + person.emailAddress()));
	}

	/** Types into the form and sends it when the sign-in is too long ago. */
	private Page postTooLate() {
		Page form = this.admin.open("/admin/providers/add/openid-connect");
		this.clock.advance(Duration.ofMinutes(16));
		Page signIn = this.admin.submit(form, form());
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
		return signIn;
	}

	private Map<String, String> form() {
		return Map.of("alias", this.alias, "name", "Upstream", "issuer", "https://issuer.example", "clientId",
				"signet-there", "secret", SECRET, "token", "https://issuer.example/token", "secretExpires",
				"2040-01-31", "emailTrusted", "on");
	}

	/** Of a directory, all but what is chosen. */
	private Map<String, String> directory() {
		return Map.ofEntries(Map.entry("alias", this.alias), Map.entry("name", "Corporation"),
				Map.entry("addresses", "ldaps://ldap.example.com:636"), Map.entry("bindDn", "cn=typed"),
				Map.entry("bindPassword", SECRET), Map.entry("peopleBase", "o=typed"),
				Map.entry("groupBase", "o=groups"), Map.entry("domains", "typed.example"),
				Map.entry("passwordPage", "https://typed.example"), Map.entry("peopleFilter", "(typed={0})"),
				Map.entry("subject", "typed"), Map.entry("username", "typedName"), Map.entry("email", "typedMail"),
				Map.entry("givenName", "typedGiven"), Map.entry("familyName", "typedFamily"),
				Map.entry("groupFilter", "(typed={0})"), Map.entry("groupAttribute", "typedGroup"),
				Map.entry("accountsCreated", "on"), Map.entry("emailTrusted", "on"));
	}

	private static String address(Page page) {
		return page.address().getPath() + "?" + page.address().getQuery();
	}

	private int kept() {
		return this.jdbc.sql("select count(*) from kept_forms where account_id = :account")
			.param("account", this.administrator.id().value())
			.query(Integer.class)
			.single();
	}

	/** What is kept of the last form, decrypted. */
	private String words() {
		return this.jdbc
			.sql("select id, words from kept_forms where account_id = :account order by expires_at desc limit 1")
			.param("account", this.administrator.id().value())
			.query((row, number) -> new String(
					this.masterKey.decrypt(row.getBytes("words"), "kept_forms/" + row.getObject("id", UUID.class))))
			.single();
	}

}
