package dev.signet.flow;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.Accounts;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.linking.LinkingDecision;
import dev.signet.linking.LinkingDecision.Reason;
import dev.signet.refusal.RefusedRequests;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What administrators see of decisions about people who came from providers: all that
 * decided, and nothing that the trail keeps apart.
 */
@SignetTest
class DecisionConsoleFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private AccountDeletion deletion;

	@Autowired
	private Providers providers;

	@Autowired
	private RefusedRequests refusedRequests;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private final String subject = UUID.randomUUID().toString().substring(0, 8);

	private Browser admin;

	private RelyingParty app;

	private TestProvider upstream;

	@BeforeEach
	void setUp() {
		this.admin = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		this.app = this.actors.app();
		this.upstream = TestProvider.start(this.beans, this.app);
	}

	@AfterEach
	void tearDown() {
		this.providers.find(this.upstream.provider().id()).ifPresent((provider) -> this.upstream.close());
	}

	@Test
	void listThenNewestFirstInWordsWithReasonAccountAndReference() {
		arrive();
		arrive();
		Document list = list("").document();
		List<Element> rows = rows(list);
		assertThat(rows).hasSize(2);
		assertThat(rows.get(0).text()).contains("Northwind", "Signed in", "Issuer and subject are linked",
				account().username());
		assertThat(rows.get(1).text()).contains("New account", "No account here").doesNotContain(account().username());
		assertThat(rows.get(0).select("code").text()).matches("[0-9a-z]{5}-[0-9a-z]{5}");
		assertThat(list.text()).doesNotContain("??");
	}

	@Test
	void openThenShowsEachInputTheLineAndWhatThePersonSawAndNothingPersonal() {
		arrive();
		arrive();
		Page page = look(rows(list("").document()).get(0));
		Document document = page.document();
		assertThat(document.select("h2").first().text()).isEqualTo("Signed in");
		assertThat(answer(document, "Is the provider switched on?")).isEqualTo("Yes");
		assertThat(answer(document, "Is this person linked to an account here?")).isEqualTo("Yes");
		assertThat(answer(document, "May the owner of that account sign in?")).isEqualTo("Yes");
		assertThat(answer(document, "Does the provider say that the address is theirs?")).isEqualTo("Yes");
		assertThat(answer(document, "Do you believe it about addresses?")).isEqualTo("Yes");
		assertThat(answer(document, "Has an account here that address?")).contains("confirmed it");
		assertThat(answer(document, "Is there another way into that account?")).isEqualTo("Yes");
		assertThat(answer(document, "Do people who are new get an account?")).isEqualTo("Yes");
		assertThat(document.select(".table-lines li")).hasSize(9);
		assertThat(document.select(".table-lines [aria-current=true]").text())
			.isEqualTo("Linked to an account: signed in.");
		assertThat(document.getElementById("table").text()).isEqualTo("Line 3 of 9 decided");
		assertThat(document.getElementById("shown").parent().text()).contains("No page in between");
		assertThat(document.select(".facts").text()).contains("Northwind", account().username());
		assertThat(page.response().body()).as("what the trail keeps apart, or never had")
			.doesNotContain("127.0.0.1", "Java-http-client", this.subject + "@people.example", "\"" + this.subject);
	}

	@ParameterizedTest
	@EnumSource
	void openThenThereAreWordsForEachReason(Reason reason) {
		UUID id = UUID.randomUUID();
		insert(id, Instant.parse("2025-03-01T10:00:00Z"), reason, null);
		Document document = this.admin.open("/admin/decisions/" + id).document();
		assertThat(document.text()).doesNotContain("??");
		assertThat(document.select(".table-lines [aria-current=true]")).hasSize(1);
		assertThat(document.select(".quoted")).hasSize((reason.result() == LinkingDecision.Result.REFUSE) ? 1 : 0);
	}

	@Test
	void findWhenTurnedAwayThenByTheReferenceThatThePersonReadOut() {
		this.upstream.change((settings) -> settings.withCreation(AccountCreation.OFF));
		Page refused = arrive();
		assertThat(refused.status()).isEqualTo(403);
		String reference = refused.header("X-Request-Id").orElseThrow();
		assertThat(refused.document().text()).contains(reference);
		this.refusedRequests.flush();
		Page found = find(" " + reference.toUpperCase(Locale.ROOT).replace("-", "") + " ");
		assertThat(rows(found.document())).singleElement()
			.satisfies((row) -> assertThat(row.text()).contains("Turned away", reference));
		assertThat(found.document().getElementById("refused").parent().text()).contains("What failed", reference,
				"CREATION_OFF");
		Document decision = look(rows(found.document()).get(0)).document();
		assertThat(refused.document().text()).contains(decision.select(".quoted").text());
		assertThat(decision.getElementById("table").text()).contains("Line 7");
	}

	@Test
	void findWhenAVisitFailedThenByItsReferenceWithWhatHelps() {
		Browser browser = this.actors.browser();
		Page left = this.upstream.leave(browser, this.app.authorize(browser, this.app.request()));
		Page failed = browser.open(TestProvider.callback(left)
				+ "?error=invalid_scope&error_description=%3Cb%3Ebold&state=" + left.answer().get("state"));
		assertThat(failed.document().text()).contains("refused us");
		this.refusedRequests.flush();
		Document found = find(failed.header("X-Request-Id").orElseThrow()).document();
		assertThat(rows(found)).isEmpty();
		Element card = found.getElementById("refused").parent();
		assertThat(card.text()).contains(failed.header("X-Request-Id").orElseThrow(), this.upstream.alias(),
				"invalid_scope", this.app.clientId(), "What helps");
		assertThat(card.select("b")).as("foreign text").isEmpty();
	}

	@Test
	void findWhenNothingIsKnownThenSaysSo() {
		Page page = find("00000-00000");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().text()).contains("Nothing is known under this reference");
	}

	/** P156. */
	@ParameterizedTest
	@ValueSource(strings = { "reference=", "reference=%25", "reference=7k2m9", "reference=%27+or+1%3D1", "provider=x",
			"result=NOTHING", "from=soon", "until=2025-02-30", "from=1969-01-01", "until=%2B10000-01-01",
			"from=2025-02-02&until=2025-02-01" })
	void listWhenSomethingIsWrongThenSaysSoBesideTheFieldAndKeepsTheRest(String query) {
		Page page = this.admin.open("/admin/decisions?" + query);
		assertThat(page.status()).isEqualTo(400);
		Element error = page.document().selectFirst(".error");
		assertThat(error.text()).isNotBlank();
		assertThat(page.document().select("[aria-invalid=true]").attr("aria-describedby")).contains(error.id());
		assertThat(rows(page.document())).isEmpty();
		assertThat(page.document().title()).startsWith("Error");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "-1", "0", "", "1-1-1-1" })
	void listWhenTheLastRowIsNoneThenRefused(String last) {
		assertThat(this.admin.open("/admin/decisions?last=" + last).status()).isEqualTo(400);
	}

	/** Rows of the same moment, and one more that comes meanwhile. */
	@Test
	void pageThenByKeySoThatNothingIsShownTwiceOrLeftOut() {
		Instant at = Instant.parse("2025-04-01T10:00:00Z");
		List<UUID> all = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			all.add(UUID.randomUUID());
			insert(all.get(i), at.plusSeconds(i / 40), Reason.LINKED, null);
		}
		List<String> seen = new ArrayList<>();
		Page page = list("");
		for (int pages = 1; pages <= 3; pages++) {
			rows(page.document()).forEach((row) -> seen.add(id(row)));
			Element older = page.document().selectFirst("nav.closing a:contains(Older)");
			assertThat(older == null).as("page " + pages).isEqualTo(pages == 3);
			insert(UUID.randomUUID(), at.plusSeconds(100), Reason.LINKED, null);
			page = (older != null) ? this.admin.open(older.attr("href")) : page;
			assertThat(page.document().select("nav.closing a:contains(Newest)")).hasSize(1);
		}
		assertThat(seen).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(all.stream().map(UUID::toString).toList());
	}

	@Test
	void listThenByProviderResultAndDay() {
		insert(UUID.randomUUID(), Instant.parse("2025-01-01T23:59:59.999999Z"), Reason.NEW, null);
		insert(UUID.randomUUID(), Instant.parse("2025-01-02T00:00:00Z"), Reason.LINKED, null);
		insert(UUID.randomUUID(), Instant.parse("2025-01-02T23:59:59.999999Z"), Reason.CREATION_OFF, null);
		insert(UUID.randomUUID(), Instant.parse("2025-01-03T00:00:00Z"), Reason.LINKED, null);
		assertThat(rows(list("").document())).hasSize(4);
		assertThat(rows(list("&from=2025-01-02&until=2025-01-02").document())).hasSize(2);
		assertThat(rows(list("&from=2025-01-02").document())).hasSize(3);
		assertThat(rows(list("&until=2025-01-01").document())).hasSize(1);
		Page refused = list("&result=REFUSE&from=2025-01-01");
		assertThat(rows(refused.document())).singleElement()
			.satisfies((row) -> assertThat(row.text()).contains("Turned away"));
		assertThat(refused.document().select("#result option[selected]").val()).isEqualTo("REFUSE");
		assertThat(refused.document().select("#provider option[selected]").text()).isEqualTo("Northwind");
		assertThat(refused.document().getElementById("from").val()).isEqualTo("2025-01-01");
		assertThat(list("&result=PROVE").document().text()).contains("Nothing fits.");
	}

	@Test
	void listWhenTheAccountIsDeletedThenNobodyIsNamed() {
		arrive();
		arrive();
		Account account = account();
		this.deletion.delete(account.id());
		Page list = list("");
		assertThat(rows(list.document()).get(0).text()).contains("An account that was deleted");
		Page decision = look(rows(list.document()).get(0));
		assertThat(decision.document().select(".facts").text()).contains("An account that was deleted");
		assertThat(list.response().body() + decision.response().body()).doesNotContain(account.username(),
				account.emailAddress(), account.id().toString());
	}

	@Test
	void listWhenTheProviderIsRemovedThenItsDecisionsStay() {
		insert(UUID.randomUUID(), Instant.parse("2025-01-02T00:00:00Z"), Reason.CREATION_OFF, null);
		this.upstream.close();
		this.providers.remove(this.upstream.provider().id(), this.actors.person("ADMIN").id());
		Document list = list("").document();
		assertThat(rows(list)).singleElement()
			.satisfies((row) -> assertThat(row.text()).contains("A provider that was removed"));
		assertThat(look(rows(list).get(0)).document().select(".facts").text()).contains("A provider that was removed");
	}

	/** What else is in the trail has no page here. */
	@Test
	void openWhenItIsNoDecisionThenNotFound() {
		UUID other = this.jdbc.sql("select id from audit_events where type <> 'linking.decided' limit 1")
			.query(UUID.class)
			.single();
		for (String id : List.of(other.toString(), UUID.randomUUID().toString(), "x", "%25")) {
			assertThat(this.admin.fetch("GET", "/admin/decisions/" + id, Map.of()).status()).as(id).isIn(400, 404);
		}
		assertThat(rows(list("&last=" + other).document())).isEmpty();
	}

	@Test
	void openWhenNoAdministratorThenNothingIsThere() {
		UUID id = UUID.randomUUID();
		insert(id, Instant.parse("2025-01-02T00:00:00Z"), Reason.NEW, null);
		Browser somebody = this.actors.signedIn(this.actors.person("USER"));
		Browser stranger = this.actors.browser();
		for (String path : List.of("/admin/decisions", "/admin/decisions?reference=00000-00000",
				"/admin/decisions/" + id)) {
			assertThat(somebody.fetch("GET", path, Map.of()).status()).as(path).isEqualTo(404);
			assertThat(stranger.open(path).address().getPath()).as(path).isEqualTo("/signin");
		}
	}

	/** The trail is big: neither the list nor a reference may read it in whole. */
	@Test
	void listThenAnIndexFindsIt() {
		for (String condition : List.of("details ->> 'provider' = 'x' and details ->> 'result' = 'y'",
				"(at, id) < (now(), '00000000-0000-0000-0000-000000000000')", "request_id = 'x'")) {
			String plan = this.transaction.execute((status) -> plan(condition));
			assertThat(plan).contains("audit_events_linking");
		}
	}

	private String plan(String condition) {
		this.jdbc.sql("set local enable_seqscan = off").update();
		return String.join("\n",
				this.jdbc
					.sql("explain select id from audit_events where type = 'linking.decided' and " + condition
							+ " order by at desc, id desc limit 26")
					.query(String.class)
					.list());
	}

	private Page arrive() {
		Browser browser = this.actors.browser();
		return this.upstream.signIn(browser, this.app.authorize(browser, this.app.request()),
				TestProvider.person(this.subject, this.subject + "@people.example"));
	}

	private Account account() {
		return this.accounts.findByLogin(this.subject + "@people.example").orElseThrow();
	}

	private Page list(String more) {
		return this.admin.open("/admin/decisions?provider=" + this.upstream.provider().id() + more);
	}

	private Page find(String reference) {
		return this.admin.open("/admin/decisions?" + Browser.encode(Map.of("reference", reference)));
	}

	private Page look(Element row) {
		return this.admin.open("/admin/decisions/" + id(row));
	}

	private static String id(Element row) {
		String address = row.selectFirst("a").attr("href");
		return address.substring(address.lastIndexOf('/') + 1);
	}

	private static List<Element> rows(Document list) {
		return list.select("ol.sessions > li");
	}

	private static String answer(Document decision, String question) {
		return decision.select("table.claims tr")
			.stream()
			.filter((row) -> row.selectFirst("th").text().equals(question))
			.map((row) -> row.selectFirst("td").text())
			.findFirst()
			.orElseThrow();
	}

	/** As the trail has it. */
	private void insert(UUID id, Instant at, Reason reason, UUID account) {
		Map<String, String> details = new LinkedHashMap<>();
		details.put("provider", this.upstream.provider().id().toString());
		details.put("result", reason.result().name());
		details.put("why", reason.name());
		details.put("providerEnabled", "true");
		details.put("known", String.valueOf(reason == Reason.LINKED));
		details.put("accountUsable", "true");
		details.put("emailVerifiedUpstream", "true");
		details.put("emailTrusted", "false");
		details.put("address", "NONE");
		details.put("otherWayIn", "false");
		details.put("creation", "ALLOWED");
		this.jdbc.sql("""
				insert into audit_events (id, at, type, account_id, details)
				values (:id, :at, 'linking.decided', :account, cast(:details as jsonb))""")
			.param("id", id)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.param("account", account)
			.param("details", JsonMapper.shared().writeValueAsString(details))
			.update();
	}

}
