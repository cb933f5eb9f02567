package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.credential.TestAuthenticator;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.ProviderState;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.refusal.RefusedRequests;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator sets up a provider in the console, from nothing to live, and changes
 * it later.
 */
@SignetTest
class ProviderConsoleFlowTests {

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
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	private final String alias = "c-" + UUID.randomUUID().toString().substring(0, 12);

	private Account administrator;

	private Browser admin;

	private TestUpstream upstream;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
		this.upstream = new TestUpstream(this.clock);
	}

	/** No other test is to see a button for it. */
	@AfterEach
	void tearDown() {
		this.upstream.close();
		this.providers.findByAlias(this.alias)
			.ifPresent((provider) -> this.providers.disable(provider.id(), this.administrator.id()));
	}

	@ParameterizedTest
	@EnumSource
	void chooseThenPageShowsWhatToPasteWhereAndOnlyItsFields(Preset preset) {
		String kind = preset.name().toLowerCase().replace('_', '-');
		Document choice = this.admin.open("/admin/providers/add").document();
		assertThat(choice.select("a[href=/admin/providers/add/" + kind + "]")).hasSize(1);
		Document page = this.admin.open("/admin/providers/add/" + kind).document();
		String alias = page.getElementById("alias").val();
		assertThat(alias).startsWith(kind);
		assertThat(page.getElementById("redirect-uri").text())
			.isEqualTo(this.actors.server() + "/signin/with/" + alias + "/callback");
		assertThat(page.text()).doesNotContain("??");
		List<String> first = page.select("form.card .fields").first().select("[name]").eachAttr("name");
		assertThat(first).contains("clientId", "secret");
		assertThat(first.contains("issuer")).isEqualTo(preset == Preset.OPENID_CONNECT);
		assertThat(first.contains("tenant")).isEqualTo(preset == Preset.MICROSOFT);
		assertThat(first.contains("appleTeam")).isEqualTo(preset == Preset.APPLE);
		assertThat(first.contains("authorization")).isEqualTo(preset == Preset.OAUTH2);
		assertThat(page.select("details.more [name=scopes]").val())
			.isEqualTo(String.join(" ", preset.defaults().scopes()));
		assertThat(page.select("input:not([type=hidden]), select, textarea")).allMatch(
				(field) -> field.closest("label") != null || !page.select("label[for=" + field.id() + "]").isEmpty());
	}

	@Test
	void addThenHiddenAndItsSecretIsNeverShown() {
		Page page = add();
		Provider added = this.providers.findByAlias(this.alias).orElseThrow();
		assertThat(page.address().getPath()).isEqualTo("/admin/providers/" + added.id());
		assertThat(page.document().select("[role=status]").text()).contains("added");
		assertThat(added.state()).isEqualTo(ProviderState.HIDDEN);
		assertThat(added.hasSecret()).isTrue();
		assertThat(this.actors.browser().open("/signin").response().body()).doesNotContain(this.alias);
		assertThat(this.admin.open("/admin/providers").document().select(".card").text()).contains(this.alias, "Hidden",
				"Nobody has signed in");
		for (String below : List.of("", "/edit", "/check", "/try", "/trial", "/enable", "/remove", "/mapping",
				"/attack", "/past", "/sign-out")) {
			Page each = this.admin.open("/admin/providers/" + added.id() + below);
			assertThat(each.status()).as(below).isEqualTo(200);
			assertThat(each.response().body()).as(below).doesNotContain(SECRET, "??");
		}
	}

	@Test
	void addWhenWrongThenAllIsToldAtOnceBesideFieldsAndNothingTypedIsLost() {
		Map<String, String> typed = new HashMap<>(form());
		typed.put("alias", "Not An Alias");
		typed.put("issuer", "");
		typed.put("clientId", "two\nlines");
		typed.put("scopes", "profile");
		typed.put("userinfo", "not an address");
		typed.put("secretExpires", "soon");
		typed.put("position", "-1");
		typed.put("icon", "https://evil.example/x.svg");
		typed.put("domains", "EXAMPLE.com\nnot a domain");
		typed.put("creation", "BY_DOMAIN");
		typed.put("buttonText", "Continue <b>now</b>");
		Page page = this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), typed);
		Document document = page.document();
		assertThat(document.title()).startsWith("Error: ");
		assertThat(document.select("[aria-invalid=true]").eachAttr("name")).contains("alias", "issuer", "clientId",
				"scopes", "userinfo", "secretExpires", "position", "icon", "domains", "creationDomains");
		assertThat(document.select("[aria-invalid=true]"))
			.allMatch((field) -> !document.getElementById(field.id() + "-error").text().isBlank());
		assertThat(document.getElementById("name-error")).as("the name is fine").isNull();
		assertThat(document.getElementById("userinfo").val()).isEqualTo("not an address");
		assertThat(document.getElementById("buttonText").val()).isEqualTo("Continue <b>now</b>");
		assertThat(document.select("details.more[open]")).hasSize(1);
		assertThat(page.response().body()).as("a secret is not sent back").doesNotContain(SECRET);
		assertThat(this.providers.findByAlias("not an alias")).isEmpty();
	}

	/** P158, and all else that a field may bring. */
	@ParameterizedTest
	@ValueSource(strings = { "name", "buttonText", "clientId", "scopes", "issuer", "hostedDomain", "prompt" })
	void addWhenAFieldHasControlCharactersOrIsTooLongThenNothingIsStored(String field) {
		for (String value : List.of("a\r\nSet-Cookie: x=y", "a\u0000b", "a".repeat(20_000))) {
			boolean google = field.equals("hostedDomain");
			Map<String, String> typed = new HashMap<>(form());
			if (google) {
				typed.remove("issuer");
			}
			typed.put(field, value);
			Page page = this.admin
				.submitOnly(this.admin.open("/admin/providers/add/" + (google ? "google" : "openid-connect")), typed);
			assertThat(page.status()).as(field).isIn(200, 400);
			assertThat(page.header("Set-Cookie").orElse("")).doesNotContain("x=y");
			assertThat(this.providers.findByAlias(this.alias)).as(field).isEmpty();
		}
	}

	@Test
	void addWhenOnlyTheAddressIsWantedThenNothingIsAddedAndWhatWasTypedStays() {
		Map<String, String> typed = new HashMap<>(form());
		typed.put("show", "yes");
		Document page = this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), typed).document();
		assertThat(page.getElementById("redirect-uri").text()).endsWith("/signin/with/" + this.alias + "/callback");
		assertThat(page.getElementById("issuer").val()).isEqualTo(this.upstream.issuer());
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
	}

	@Test
	void addWhenTwiceThenOneProviderAndTheSecondIsTold() {
		Page page = this.admin.open("/admin/providers/add/openid-connect");
		this.admin.submit(page, form());
		Page second = this.admin.submit(page, form());
		assertThat(second.document().getElementById("alias-error").text()).contains("another");
		assertThat(this.providers.all()).filteredOn((each) -> each.alias().equals(this.alias)).hasSize(1);
	}

	@Test
	void addWhenTokenIsMissingOrOldThenRefused() {
		Page page = this.admin.open("/admin/providers/add/openid-connect");
		assertThat(this.admin.postOnly(page.address().getPath(), form(), Map.of()).status()).isEqualTo(403);
		Browser other = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		Map<String, String> stale = new HashMap<>(form());
		stale.put("_csrf", page.csrf());
		assertThat(other.postOnly(page.address().getPath(), stale, Map.of()).status()).isEqualTo(403);
		Map<String, String> elsewhere = Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
		assertThat(this.admin.postOnly(page.address().getPath(), stale, elsewhere).status()).as("P153").isEqualTo(403);
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
	}

	@Test
	void addWhenSignInIsLongAgoThenNothingIsStored() {
		Page page = this.admin.open("/admin/providers/add/openid-connect");
		this.clock.advance(Duration.ofMinutes(16));
		Page again = this.admin.submit(page, form());
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
	}

	@Test
	void proveThenCheckAndTrialUnlockTheSwitch() {
		this.upstream.claims((token) -> token.put("nick", "<script>alert('x')</script>"));
		Provider provider = added();
		Page checked = press(open(provider, "/check"));
		assertThat(checked.document().select(".lines .PASSED").size()).as(checked.document().text()).isGreaterThan(3);
		assertThat(checked.document().select(".lines .FAILED")).as(checked.document().text()).isEmpty();
		Page early = press(open(provider, "/enable"));
		assertThat(early.document().select("[role=alert]")).hasSize(1);
		assertThat(now().state()).isEqualTo(ProviderState.HIDDEN);
		Page trial = tried(provider);
		assertThat(trial.address().getPath()).isEqualTo("/admin/providers/" + provider.id() + "/trial");
		assertThat(trial.document().text()).contains(this.upstream.subject(), "ada@upstream.example",
				"<script>alert('x')</script>", "They would be turned away");
		assertThat(trial.document().select("main script")).as("claims are text").isEmpty();
		assertThat(this.jdbc.sql("select count(*) from upstream_links where provider_id = :id")
			.param("id", provider.id().value())
			.query(Integer.class)
			.single()).isZero();
		assertThat(now().proved()).isTrue();
		Page page = press(open(provider, "/enable"));
		assertThat(page.document().select("[role=status]").text()).contains("switched on");
		assertThat(now().enabled()).isTrue();
		Page off = press(open(provider, "/disable"));
		assertThat(off.document().select("[role=status]").text()).contains("switched off");
		assertThat(now().state()).isEqualTo(ProviderState.DISABLED);
	}

	@Test
	void disableThenSignsOutWhoCameFromThereOnlyIfThatIsWanted() {
		RelyingParty app = this.actors.app();
		try (TestProvider northwind = TestProvider.start(this.beans, app)) {
			Browser visitor = this.actors.browser();
			northwind.signIn(visitor, app.authorize(visitor, app.request()), somebody());
			Page question = open(northwind.provider(), "/disable");
			assertThat(question.document().select("#sessions[checked]")).isEmpty();
			press(question);
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/account");
			this.providers.enableUnproved(northwind.provider().id(), northwind.alias(), this.administrator.id());
			Page off = this.admin.submit(open(northwind.provider(), "/disable"), Map.of("sessions", "end"));
			assertThat(off.document().select("[role=status]").text()).contains("signed out");
			assertThat(this.providers.find(northwind.provider().id()).orElseThrow().state())
				.isEqualTo(ProviderState.DISABLED);
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/signin");
			assertThat(this.admin.open("/account").address().getPath()).as("others stay").isEqualTo("/account");
			assertThat(this.jdbc.sql("""
					select details ->> 'sessions' from audit_events
					where type = 'provider.people-signed-out' and account_id = :id""")
				.param("id", this.administrator.id().value())
				.query(String.class)
				.list()).containsExactly("1");
		}
	}

	/** Also when the provider is on again before they go on. */
	@Test
	void disableWhenEverybodyIsSignedOutThenWhoIsOnTheirWayDoesNotArrive() {
		RelyingParty app = this.actors.app();
		try (TestProvider northwind = TestProvider.start(this.beans, app)) {
			Map<String, Object> known = somebody();
			Browser first = this.actors.browser();
			northwind.signIn(first, app.authorize(first, app.request()), known);
			Account account = this.accounts.findByLogin((String) known.get("email")).orElseThrow();
			TestAuthenticator authenticator = TestAuthenticator.of(account.id(), this.beans);
			Browser second = this.actors.browser();
			Page half = northwind.signIn(second, app.authorize(second, app.request()), known);
			assertThat(half.address().getPath()).isEqualTo("/signin/second");
			Browser third = this.actors.browser();
			Page newcomer = northwind.signIn(third, app.authorize(third, app.request()),
					TestProvider.but(somebody(), "email", null));
			assertThat(newcomer.address().getPath()).isEqualTo("/signin/new");
			this.admin.submit(open(northwind.provider(), "/disable"), Map.of("sessions", "end"));
			this.providers.enableUnproved(northwind.provider().id(), northwind.alias(), this.administrator.id());
			second.submit(half, Map.of("code", authenticator.next()));
			assertThat(second.open("/account").address().getPath()).isEqualTo("/signin");
			assertThat(third.open(newcomer.address().toString()).status()).isEqualTo(410);
		}
	}

	@Test
	void checkWhenIssuerCallsItselfOtherwiseThenLineSaysWhyAndHow() {
		this.upstream.metadata((document) -> document.put("issuer", "https://other.example"));
		Page checked = press(open(added(), "/check"));
		assertThat(checked.document().select(".lines .FAILED").text()).contains("https://other.example");
		assertThat(checked.document().select(".lines .FAILED .cure").text()).isNotBlank();
	}

	@Test
	void trialWhenAnotherAdministratorLooksThenNotTheirs() {
		Provider provider = added();
		tried(provider);
		Browser other = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		String address = "/admin/providers/" + provider.id();
		for (String below : List.of("", "/trial", "/mapping")) {
			Page page = other.open(address + below);
			assertThat(page.status()).as(below).isEqualTo(200);
			assertThat(page.response().body()).as(below)
				.doesNotContain("ada@upstream.example", this.upstream.subject());
		}
		Page previewed = other.submit(other.open(address + "/mapping"), Map.of("do", "preview"));
		assertThat(previewed.response().body()).doesNotContain("ada@upstream.example", this.upstream.subject());
		assertThat(open(provider, "/mapping").response().body()).contains("ada@upstream.example");
	}

	@ParameterizedTest
	@CsvSource({ "true, true, 'Verified there, and you believe it'",
			"true, false, 'Verified there, but you do not believe it about addresses'", "false, true, Not verified" })
	void trialThenSaysWhetherTheAddressCountsAndWhatTheMappingMakes(boolean verified, boolean trusted, String words)
			throws ProviderRefused {
		this.upstream.userinfo((info) -> {
			info.put("email_verified", verified);
			info.put("given_name", "Augusta");
		});
		Document page = tried(added(Preset.OPENID_CONNECT,
				(settings) -> here(settings, Preset.OPENID_CONNECT).withEmailTrusted(trusted)))
			.document();
		assertThat(page.select(".outcome .hint").eachText()).contains(words);
		assertThat(page.select("[aria-labelledby=mapped] .claims").text()).isEqualTo("given_name Augusta");
	}

	/** Without the claims nobody could write the rule that is missing. */
	@Test
	void trialWhenNoRuleSaysWhoItIsThenShowsWhatCameAndProvesNothing() throws ProviderRefused {
		this.upstream.userinfo((info) -> {
			info.clear();
			info.put("data", Map.of("uid", 4711));
		});
		Provider provider = added(Preset.OAUTH2, UnaryOperator.identity());
		Document page = tried(provider).document();
		assertThat(page.getElementById("outcome").text()).isEqualTo("They would be turned away");
		assertThat(page.select(".outcome").text()).contains("no usable subject");
		assertThat(page.select("[aria-labelledby=claims] td").eachText()).containsExactly("{\"uid\":4711}");
		assertThat(open(provider, "").document().text()).contains("Not tried");
		Page mapping = open(provider, "/mapping");
		assertThat(mapping.response().body()).contains("4711");
		this.admin.submit(mapping, Map.of("do", "save", "claim-0", "data.uid"));
		Document mapped = tried(provider).document();
		assertThat(mapped.select(".outcome code").text()).isEqualTo("4711");
		assertThat(mapped.getElementById("outcome").text()).isEqualTo("They would get an account");
	}

	@Test
	void trialWhenSettingsDoNotLetThemInThenShowsWhyAndWhatCame() throws ProviderRefused {
		this.upstream.claims((token) -> token.put("hd", "other.example"));
		Document page = tried(
				added(Preset.GOOGLE, (settings) -> here(settings, Preset.GOOGLE).withHostedDomain("ours.example")))
			.document();
		assertThat(page.getElementById("outcome").text()).isEqualTo("They would be turned away");
		assertThat(page.select(".outcome").text()).contains("none of the organisation ours.example");
		assertThat(page.select("[aria-labelledby=claims]").text()).contains("other.example", this.upstream.subject());
	}

	@Test
	void trialWhenNothingComesThenTellsTheAdministratorWhatFailedAndNobodyElse() throws ProviderRefused {
		this.upstream.instead("/token", 401, "application/json", "{\"error\": \"invalid_client\"}");
		Provider provider = added(Preset.OPENID_CONNECT, (settings) -> here(settings, Preset.OPENID_CONNECT));
		Page failed = tried(provider);
		assertThat(failed.status()).isEqualTo(424);
		assertThat(failed.document().getElementById("detail").text()).contains("invalid_client");
		assertThat(failed.document().getElementById("way-on").attr("href"))
			.isEqualTo("/admin/providers/" + provider.id());
		this.beans.getBean(RefusedRequests.class).flush();
		Page found = this.admin.open(failed.document().getElementById("look").attr("href"));
		assertThat(found.document().select("[aria-labelledby=refused]").text()).contains("invalid_client");
		String callback = left(provider);
		this.beans.getBean(Sessions.class).endAll(this.administrator.id(), EndReason.SIGNED_OUT);
		Page outside = this.admin.open(callback);
		assertThat(outside.status()).isEqualTo(424);
		assertThat(outside.document().select("#detail, #look")).isEmpty();
		assertThat(outside.response().body()).doesNotContain("invalid_client");
	}

	@Test
	void warningThenStandsOnEveryPageOfTheProviderUntilTheChecksAreWell() {
		// So that the scheduled look does not find that all is well
		this.upstream.instead(TestUpstream.DOCUMENT, 404, "text/plain", "");
		Provider provider = added();
		this.providers.enableUnproved(provider.id(), this.alias, this.administrator.id());
		this.beans.getBean(ProviderWarnings.class)
			.begin(now(), List.of(Finding.KEYS_REPLACED.line(Check.KEYS, "2031-02-03")));
		String found = "Of the keys that were there before 2031-02-03, none is left.";
		String link = ":has(a[href=/admin/providers/" + provider.id() + "])";
		assertThat(this.admin.open("/admin").document().select("[aria-labelledby=attention] li" + link + " p").text())
			.isEqualTo("Upstream: " + found);
		assertThat(this.admin.open("/admin/providers").document().select("section" + link + " .warning").text())
			.isEqualTo(found);
		assertThat(open(provider, "").document().select("[aria-labelledby=warnings] .WARNED p").eachText())
			.containsExactly(found, "Providers mostly change one key after the other. Ask whether this was meant. "
					+ "If so, run the checks, and the new keys count.");
		this.upstream.asUsual(TestUpstream.DOCUMENT);
		press(open(provider, "/check"));
		assertThat(this.admin.open("/admin").document().select("[aria-labelledby=attention] li" + link)).isEmpty();
		assertThat(this.admin.open("/admin/providers").document().select("section" + link + " .warning")).isEmpty();
		assertThat(open(provider, "").document().select("[aria-labelledby=warnings]")).isEmpty();
	}

	/** While nodes of two versions run. */
	@Test
	void checkWhenANewerVersionLookedAtSomethingElseThenPagesSayThatMuch() {
		this.upstream.instead(TestUpstream.DOCUMENT, 404, "text/plain", "");
		Provider provider = added();
		press(open(provider, "/check"));
		this.providers.enableUnproved(provider.id(), this.alias, this.administrator.id());
		this.beans.getBean(ProviderWarnings.class).begin(now(), List.of(Finding.KEYS_REPLACED.line(Check.KEYS, "")));
		Map.of("upstream_check_lines", "position = 0", "upstream_warnings", "subject = 'KEYS'")
			.forEach((table, line) -> this.jdbc.sql("""
					update %s set subject = 'MOTHS', state = 'FAILED', message = 'federation.check.moths.eaten'
					where provider_id = :id and %s""".formatted(table, line))
				.param("id", provider.id().value())
				.update());
		for (String page : List.of("/check", "")) {
			assertThat(open(provider, page).document().select(".lines").text())
				.contains("A newer version of this server looked at MOTHS.", "Bring all nodes to the same version")
				.doesNotContain("??");
		}
		assertThat(this.admin.open("/admin").document().text()).contains("looked at MOTHS");
		this.providers.disable(provider.id(), this.administrator.id());
		this.beans.getBean(ProviderWarnings.class).endUnused();
		assertThat(open(provider, "").document().select("[aria-labelledby=warnings]")).isEmpty();
	}

	@Test
	void enableWhenNothingWasShownThenOnlyByTheTypedNameAndAudited() {
		Provider provider = added();
		Page page = open(provider, "/enable");
		Page wrong = this.admin.submit(page, Map.of("typedAlias", "something"));
		assertThat(wrong.document().getElementById("typedAlias-error").text()).isNotBlank();
		assertThat(wrong.document().getElementById("typedAlias").val()).isEqualTo("something");
		assertThat(now().enabled()).isFalse();
		this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(now().enabled()).isTrue();
		assertThat(
				this.jdbc.sql("select count(*) from audit_events where account_id = :id and details ->> 'alias' = :a")
					.param("id", this.administrator.id().value())
					.param("a", this.alias)
					.query(Integer.class)
					.single())
			.isEqualTo(2);
	}

	@Test
	void editThenKeepsTheSecretAndSaysWhatElseChanged() {
		Provider provider = added();
		Page page = this.admin.submit(open(provider, "/edit"), Map.of("name", "Another name", "domains", "A.example"));
		assertThat(page.document().select("[role=status]").text()).isEqualTo("Saved.");
		assertThat(now().name()).isEqualTo("Another name");
		assertThat(now().hasSecret()).isTrue();
		assertThat(now().settings().audience().domains()).containsExactly("a.example");
		this.providers.enableUnproved(provider.id(), this.alias, this.administrator.id());
		Page elsewhere = this.admin.submit(open(provider, "/edit"), Map.of("clientId", "another"));
		assertThat(elsewhere.document().select("[role=status]").text()).contains("switched off");
		assertThat(now().enabled()).isFalse();
	}

	/** What the other changed is not lost, and neither is what was typed. */
	@Test
	void editWhenInTwoTabsThenBothChangesAreJoinedAndShownFirst() {
		Provider provider = added();
		Page mine = open(provider, "/edit");
		this.admin.submit(open(provider, "/edit"), Map.of("buttonText", "Theirs", "name", "Their name"));
		Page shown = this.admin.submit(mine, Map.of("clientId", "mine", "name", "My name"));
		assertThat(shown.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(shown.document().getElementById("buttonText").val()).isEqualTo("Theirs");
		assertThat(shown.document().getElementById("clientId").val()).isEqualTo("mine");
		assertThat(shown.document().getElementById("name").val()).isEqualTo("My name");
		assertThat(shown.document().getElementById("name-stored").text()).contains("Their name");
		assertThat(now().settings().client().clientId()).as("nothing yet").isNotEqualTo("mine");
		this.admin.submit(shown, Map.of("version", shown.document().selectFirst("[name=version]").val()));
		assertThat(now().settings().client().clientId()).isEqualTo("mine");
		assertThat(now().settings().button().text()).isEqualTo("Theirs");
		assertThat(now().name()).isEqualTo("My name");
	}

	@Test
	void pastThenShowsWhatChangedAndLeadsBack() {
		Provider provider = added();
		this.admin.submit(open(provider, "/edit"), Map.of("name", "Changed <i>name</i>", "creation", "ON"));
		this.admin.submit(open(provider, "/mapping"),
				Map.of("do", "save", "claim-0", "first", "field-0", "given_name"));
		Page past = open(provider, "/past");
		assertThat(past.document().select(".claims").text()).contains("Changed <i>name</i>", "Get an account",
				"Rule for the profile", "first → given_name");
		assertThat(past.document().text()).contains("Then " + this.administrator.username() + " changed it");
		String first = past.document().select("button[name=past]").last().val();
		this.admin.submit(past, Map.of("past", first, "version", past.document().selectFirst("[name=version]").val()));
		assertThat(now().settings()).isEqualTo(provider.settings());
		Page late = this.admin.submit(past, Map.of("past", first));
		assertThat(late.document().select("[role=alert]").text()).contains("Somebody else");
	}

	@Test
	void mapThenRowsComeAndGoAndPreviewShowsWhatBecomes() {
		this.upstream.claims((token) -> token.put("teams", List.of("writers", "<b>bold</b>")));
		Provider provider = added();
		tried(provider);
		Page page = open(provider, "/mapping");
		int rules = provider.settings().mapping().profile().size();
		page = this.admin.submit(page, Map.of("do", "add-role"));
		page = this.admin.submit(page,
				Map.of("do", "add-role", "roleClaim-0", "teams", "roleValue-0", "writers", "roleName-0", "EDITOR"));
		page = this.admin.submit(page, Map.of("do", "drop-role-1"));
		assertThat(page.document().select("[name^=roleClaim-]").eachAttr("value")).containsExactly("teams");
		assertThat(page.document().select("section .chips").text()).isEqualTo("EDITOR");
		assertThat(page.document().select("main b")).isEmpty();
		Page gap = this.admin.submit(page, Map.of("do", "save", "roleName-0", ""));
		assertThat(gap.document().getElementById("roleName-0-error").text()).isNotBlank();
		assertThat(gap.document().getElementById("roleValue-0").val()).isEqualTo("writers");
		this.admin.submit(page, Map.of("do", "save"));
		assertThat(now().settings().mapping().roles())
			.containsExactly(new ClaimMapping.RoleRule("teams", "writers", ClaimMapping.Kind.ROLE, "EDITOR"));
		assertThat(now().settings().mapping().profile()).hasSize(rules);
	}

	@ParameterizedTest
	@CsvSource({ "ON, They would get an account", "OFF, They would be turned away" })
	void attackThenShowsTheDecisionAndWritesNothing(String creation, String result) {
		Provider provider = added();
		this.admin.submit(open(provider, "/edit"), Map.of("creation", creation));
		String before = accounts();
		Page page = this.admin.submit(open(provider, "/attack"),
				Map.of("subject", "<b>1</b>", "email", "new-" + this.alias + "@example.test", "verified", "on"));
		assertThat(page.document().select("#outcome").text()).isEqualTo(result);
		assertThat(page.document().select("main b")).isEmpty();
		assertThat(page.document().select(".claims").text()).contains("Is this person linked to an account here? No");
		assertThat(accounts()).isEqualTo(before);
	}

	@Test
	void attackWhenAddressIsSomebodysThenNamesTheAccountThatItCollidesWith() {
		Provider provider = added();
		this.admin.submit(open(provider, "/edit"), Map.of("emailTrusted", "on", "creation", "ON"));
		Page page = this.admin.submit(open(provider, "/attack"),
				Map.of("subject", "1", "email", this.administrator.emailAddress(), "verified", "on"));
		assertThat(page.document().select(".outcome").text()).contains(this.administrator.username());
		assertThat(page.document().select("#outcome").text()).isNotEqualTo("They would be signed in");
		Page wrong = this.admin.submit(open(provider, "/attack"), Map.of("subject", "", "email", "nowhere"));
		assertThat(wrong.document().select("[aria-invalid=true]").eachAttr("name")).containsExactly("subject", "email");
		assertThat(wrong.document().getElementById("email").val()).isEqualTo("nowhere");
	}

	@Test
	void attackWhenOneOrganisationIsLetInThenOthersAreTurnedAway() throws ProviderRefused {
		Provider provider = added(Preset.GOOGLE, (settings) -> settings.withHostedDomain("ours.example"));
		for (String others : List.of("", "{}", "{\"hd\": \"other.example\"}")) {
			Document page = attack(provider, Map.of("subject", "1", "others", others)).document();
			assertThat(page.getElementById("outcome").text()).as(others).isEqualTo("They would be turned away");
			assertThat(page.select(".outcome").text()).as(others).contains("none of the organisation ours.example");
		}
		Document page = attack(provider, Map.of("subject", "1", "others", "{\"hd\": \"ours.example\"}")).document();
		assertThat(page.getElementById("outcome").text()).isEqualTo("They would get an account");
	}

	@ParameterizedTest
	@CsvSource({ "FACEBOOK, They would get an account", "GITHUB, They would be asked", "DISCORD, They would be asked",
			"MICROSOFT, They would be asked", "OAUTH2, They would be asked" })
	void attackWhenAnAddressIsClaimedToBeVerifiedThenItIsWhereTheProviderCanSaySo(Preset preset, String result)
			throws ProviderRefused {
		Account owner = this.actors.confirmed("USER");
		Provider provider = added(preset, (settings) -> settings.withEmailTrusted(true));
		Map<String, String> typed = new HashMap<>(
				Map.of("subject", "1", "email", owner.emailAddress(), "verified", "on"));
		if (preset == Preset.MICROSOFT) {
			typed.put("tenant", UUID.randomUUID().toString());
		}
		Document page = attack(provider, typed).document();
		assertThat(page.getElementById("outcome").text()).startsWith(result);
		assertThat(page.select(".outcome").text()).contains(owner.username());
	}

	@Test
	void attackWhenProviderHasManyIssuersThenWhoIsLinkedIsKnownByTheirTenant() throws ProviderRefused, LinkTaken {
		Provider provider = added(Preset.MICROSOFT, UnaryOperator.identity());
		String tenant = UUID.randomUUID().toString();
		this.beans.getBean(Links.class)
			.add(this.administrator.id(), provider.id(), new UpstreamPerson(
					"https://login.microsoftonline.com/" + tenant + "/v2.0", this.alias, null, false, Map.of(), null));
		Map<String, String> typed = Map.of("subject", this.alias, "tenant", tenant);
		assertThat(attack(provider, typed).document().getElementById("outcome").text())
			.isEqualTo("They would be signed in");
		Document nowhere = attack(provider, Map.of("subject", this.alias, "tenant", "common")).document();
		assertThat(nowhere.select(".outcome").text()).contains("turned away", "names no tenant");
		Document wrong = attack(provider, Map.of("subject", this.alias, "tenant", "x".repeat(256))).document();
		assertThat(wrong.select("[aria-invalid=true]").eachAttr("name")).containsExactly("tenant");
	}

	@Test
	void attackWhenClaimsMeetRulesThenShowsWhatTheyGive() throws ProviderRefused {
		ClaimMapping mapping = new ClaimMapping(List.of(),
				List.of(new ClaimMapping.RoleRule("realm.roles", "admins", ClaimMapping.Kind.ROLE, "EDITOR"),
						new ClaimMapping.RoleRule("team", "7", ClaimMapping.Kind.GROUP, "writers")),
				ClaimMapping.When.EACH);
		Provider provider = added(Preset.OPENID_CONNECT,
				(settings) -> here(settings, Preset.OPENID_CONNECT).withMapping(mapping));
		Document page = attack(provider,
				Map.of("subject", "1", "others", "{\"realm\": {\"roles\": [\"admins\"]}, \"team\": 7}"))
			.document();
		assertThat(page.select("[aria-labelledby=mapped] .chip").eachText()).containsExactly("EDITOR", "writers");
		for (String wrong : List.of("[1]", "{", "null", "{\"a\": 1, \"a\": 2}", "{} {}", "7",
				"{\"a\": \"" + "x".repeat(5000) + "\"}")) {
			Document again = attack(provider, Map.of("subject", "1", "others", wrong)).document();
			assertThat(again.title()).startsWith("Error: ");
			assertThat(again.getElementById("others-error")).as(wrong).isNotNull();
			assertThat(again.getElementById("others").val()).as(wrong).isEqualTo(wrong);
			assertThat(again.getElementById("outcome")).as(wrong).isNull();
		}
	}

	/** Empty rows count for nothing, so rules and rows are not the same numbers. */
	@Test
	void mapWhenARuleIsWrongThenItIsSaidBesideItsFieldAndThereOnly() {
		Provider provider = added();
		Page page = this.admin.submit(open(provider, "/mapping"), Map.of("do", "add-profile"));
		page = this.admin.submit(page, Map.of("do", "add-role"));
		page = this.admin.submit(page, Map.of("do", "add-role"));
		int claim = page.document().select("[name^=claim-]").size() - 1;
		Map<String, String> typed = new HashMap<>(Map.of("do", "save", "claim-" + claim, "x".repeat(300), "roleClaim-1",
				"teams", "roleValue-1", "writers", "roleName-1", "no role"));
		typed.put("field-" + claim, "nickname");
		Document wrong = this.admin.submit(page, typed).document();
		for (String field : List.of("claim-" + claim, "roleName-1")) {
			assertThat(wrong.getElementById(field).attr("aria-invalid")).as(field).isEqualTo("true");
			assertThat(wrong.getElementById(field).attr("aria-describedby")).isEqualTo(field + "-error");
			assertThat(wrong.getElementById(field + "-error").text()).as(field).isNotBlank();
		}
		assertThat(wrong.select("[aria-invalid=true]")).hasSize(2);
		assertThat(wrong.getElementById("roleName-1-error").text())
			.doesNotContain(wrong.getElementById("claim-" + claim + "-error").text());
		assertThat(wrong.select("[role=alert]").text()).isEqualTo("Please check the fields marked below.");
		assertThat(wrong.getElementById("roleValue-1").val()).isEqualTo("writers");
		assertThat(now().settings().mapping().roles()).isEmpty();
	}

	/** The same kind in another cloud, or at a stand-in: its issuer is no secret. */
	@Test
	void editWhenMicrosoftIsElsewhereThenTheWholeIssuerStandsThereAndStays() throws Exception {
		String issuer = "https://login.microsoftonline.us/common/v2.0";
		ProviderSettings settings = Preset.MICROSOFT.defaults()
			.withEndpoints(ProviderEndpoints.ofIssuer(issuer))
			.withClient(UpstreamClient.of("signet", UpstreamAuthentication.SECRET_POST));
		Provider provider = this.providers.add(this.alias, Preset.MICROSOFT, settings, SECRET, this.administrator.id());
		Page page = open(provider, "/edit");
		assertThat(page.document().getElementById("tenant").val()).isEqualTo(issuer);
		page = this.admin.submit(page, Map.of("name", "Elsewhere"));
		assertThat(page.document().select("[role=status]").text()).contains("Saved");
		assertThat(now().settings().endpoints().issuer()).isEqualTo(issuer);
		this.admin.submit(open(provider, "/edit"), Map.of("tenant", "organizations"));
		assertThat(now().settings().endpoints().issuer())
			.isEqualTo("https://login.microsoftonline.com/organizations/v2.0");
		for (String wrong : List.of("", "two words", "ftp://login.example/v2.0", "https://login.example/?a=b")) {
			Document again = this.admin.submit(open(provider, "/edit"), Map.of("tenant", wrong)).document();
			assertThat(again.getElementById("tenant-error")).as(wrong).isNotNull();
			assertThat(again.getElementById("tenant").val()).isEqualTo(wrong);
		}
	}

	@Test
	void trialWhenThereIsNoneThenItIsNewsAndNoError() {
		Document page = open(added(), "/trial").document();
		assertThat(page.select("[role=alert]")).isEmpty();
		assertThat(page.select(".neutral[role=status]").text()).contains("no trial");
		assertThat(page.title()).doesNotStartWith("Error");
	}

	@Test
	void removeThenOnlyByTheTypedName() {
		Provider provider = added();
		Page page = open(provider, "/remove");
		assertThat(this.admin.submit(page, Map.of("typedAlias", "x")).document().getElementById("typedAlias-error"))
			.isNotNull();
		Page list = this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(list.address().getPath()).isEqualTo("/admin/providers");
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
		assertThat(this.admin.submit(page, Map.of("typedAlias", this.alias)).status()).as("twice").isEqualTo(404);
		Page question = open(provider, "/put-back");
		assertThat(list.document().select("a[href=" + question.address().getPath() + "]")).hasSize(1);
		Page back = press(question);
		assertThat(back.address().getPath()).isEqualTo("/admin/providers/" + provider.id());
		assertThat(back.document().select("[role=status]").text()).contains("back");
		assertThat(now()).isEqualTo(provider);
		assertThat(press(question).status()).as("twice").isEqualTo(404);
		assertThat(open(provider, "/put-back").status()).isEqualTo(404);
	}

	@Test
	void putBackWhenItsShortNameIsTakenThenSaysSo() {
		Provider provider = added();
		this.providers.remove(provider.id(), this.administrator.id());
		Page question = open(provider, "/put-back");
		added();
		assertThat(open(provider, "/put-back").document().select("form[action$=put-back]")).isEmpty();
		assertThat(press(question).document().select("#taken").text()).contains(this.alias);
		assertThat(now().id()).isNotEqualTo(provider.id());
	}

	/** What switched it off was a change, not the button that asks about sessions. */
	@Test
	void signOutWhenAChangeSwitchedItOffThenWhoCameFromThereIsSignedOut() {
		RelyingParty app = this.actors.app();
		try (TestProvider northwind = TestProvider.start(this.beans, app)) {
			Browser visitor = this.actors.browser();
			northwind.signIn(visitor, app.authorize(visitor, app.request()), somebody());
			assertThat(open(northwind.provider(), "/sign-out").address().getPath()).as("not while it is on")
				.endsWith("/disable");
			this.admin.submit(open(northwind.provider(), "/edit"), Map.of("clientId", "another"));
			Page off = open(northwind.provider(), "");
			Page question = this.admin.open(off.document().select("a[href$=/sign-out]").attr("href"));
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/account");
			assertThat(press(question).document().select("[role=status]").text()).contains("signed out");
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/signin");
			assertThat(this.providers.find(northwind.provider().id())).isPresent();
		}
	}

	/** P154, P156. */
	@ParameterizedTest
	@ValueSource(strings = { "/admin/providers/x", "/admin/providers/00000000-0000-0000-0000-000000000000",
			"/admin/providers/1-1-1-1-1", "/admin/providers/add/nothing", "/admin/providers/%25/edit",
			"/admin/providers/00000000-0000-0000-0000-000000000000/nothing" })
	void openWhenThereIsNoSuchThingThenNotFound(String path) {
		assertThat(this.admin.fetch("GET", path, Map.of()).status()).isIn(400, 404);
	}

	private Page add() {
		return this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), form());
	}

	private Provider added() {
		add();
		return now();
	}

	/** One of any kind, which makes accounts and is not called. */
	private Provider added(Preset preset, UnaryOperator<ProviderSettings> change) throws ProviderRefused {
		ProviderSettings settings = this.upstream.settings(preset)
			.withEndpoints((preset == Preset.OAUTH2) ? this.upstream.settings(preset).endpoints()
					: preset.defaults().endpoints())
			.withCreation(new AccountCreation(AccountCreation.Mode.ON, List.of()));
		return this.providers.add(this.alias, preset, change.apply(settings), SECRET, this.administrator.id());
	}

	private ProviderSettings here(ProviderSettings settings, Preset preset) {
		return settings.withEndpoints(this.upstream.settings(preset).endpoints());
	}

	private Page attack(Provider provider, Map<String, String> typed) {
		return this.admin.submit(open(provider, "/attack"), typed);
	}

	private Provider now() {
		return this.providers.findByAlias(this.alias).orElseThrow();
	}

	private static Map<String, Object> somebody() {
		String subject = UUID.randomUUID().toString().substring(0, 8);
		return TestProvider.person(subject, subject + "@people.example");
	}

	/** All that accounts are, as a checksum. */
	private String accounts() {
		return this.jdbc.sql("select md5(coalesce(string_agg(a::text, '|' order by a.id), '')) from accounts a")
			.query(String.class)
			.single();
	}

	/** Sends the form of a page that has nothing to type. */
	private Page press(Page page) {
		Element form = page.document().selectFirst("main form");
		return this.admin.post(form.attr("action"), Map.of("_csrf", form.selectFirst("[name=_csrf]").val()));
	}

	private Page open(Provider provider, String below) {
		return this.admin.open("/admin/providers/" + provider.id() + below);
	}

	/** Goes there and comes back. */
	private Page tried(Provider provider) {
		return this.admin.open(left(provider));
	}

	/** Goes there, and tells where to come back. */
	private String left(Provider provider) {
		Page left = press(open(provider, "/try"));
		URI request = left.left();
		assertThat(request).as(left.document().text()).isNotNull();
		StringBuilder callback = new StringBuilder("/signin/with/" + this.alias + "/callback?");
		this.upstream.visit(request)
			.forEach((name, values) -> callback.append(Browser.encode(Map.of(name, values[0]))).append('&'));
		return callback.toString();
	}

	private Map<String, String> form() {
		return Map.of("alias", this.alias, "name", "Upstream", "issuer", this.upstream.issuer(), "clientId",
				"signet-there", "secret", SECRET);
	}

}
