package dev.signet.flow;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.refusal.Refusal;
import dev.signet.session.Sessions;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Section 9: what comes back from providers. All the lies that there are in the answers
 * to our own calls are in the tests of {@code federation}; who is linked to whom, in
 * {@link TakeoverFlowTests}.
 */
final class BadCallbacks {

	private static final String STATE = "A".repeat(43);

	private final List<BadInput> rows = new ArrayList<>();

	private BadCallbacks() {
	}

	static Stream<BadInput> rows() {
		BadCallbacks section = new BadCallbacks();
		section.states();
		section.errors();
		section.repeats();
		section.lies();
		section.foreignAddresses();
		section.arrivals();
		return section.rows.stream();
	}

	private void states() {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("nothing", "");
		queries.put("no state", "?code=x");
		queries.put("empty state", "?code=x&state=");
		queries.put("unknown state", "?code=x&state=" + STATE);
		queries.put("state twice", "?code=x&state=" + STATE + "&state=" + STATE);
		queries.put("state with NUL", "?code=x&state=%00");
		queries.put("long state", "?code=x&state=" + "A".repeat(5_000));
		queries.put("markup", "?code=x&state=%3Cscript%3Ealert(1)%3C/script%3E");
		queries.forEach((what, query) -> {
			this.rows.add(row("P147", what, (scene) -> withProvider(scene, (upstream) -> {
				Browser browser = scene.actors().browser();
				scene.refused(Expected.page(400).named(Refusal.UPSTREAM_STATE), () -> Reply
					.of(browser.fetch("GET", "/signin/with/" + upstream.alias() + "/callback" + query, Map.of())));
				assertNobody(browser);
			})));
			this.rows.add(row("P147", what + ", of a provider that there is not",
					(scene) -> scene.refused(Expected.page(400).named(Refusal.UPSTREAM_STATE), () -> Reply
						.of(scene.actors().browser().fetch("GET", "/signin/with/nobody/callback" + query, Map.of())))));
		});
		this.rows.add(row("P147", "state of another browser", (scene) -> withProvider(scene, (upstream) -> {
			Browser one = scene.actors().browser();
			Page left = upstream.leave(one, one.open("/signin"));
			Browser other = scene.actors().browser();
			scene.refused(Expected.page(400).named(Refusal.UPSTREAM_STATE), () -> Reply.of(other.fetch("GET",
					TestProvider.callback(left) + "?code=x&state=" + left.answer().get("state"), Map.of())));
			assertNobody(other);
		})));
	}

	private void errors() {
		for (String error : List.of("access_denied", "invalid_request", "%3Cscript%3E", "%00", "x".repeat(3_000))) {
			this.rows
				.add(row("P148", "error " + BadRedirectUris.shown(error), (scene) -> withProvider(scene, (upstream) -> {
					Browser browser = scene.actors().browser();
					Page left = upstream.leave(browser, browser.open("/signin"));
					String address = TestProvider.callback(left) + "?error=" + error
							+ "&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state="
							+ left.answer().get("state");
					Reply reply = scene.changing("upstream_flows")
						.refused(
								Expected.page(403, 424)
									.named(error.equals("access_denied") ? Refusal.UPSTREAM_CANCELLED
											: Refusal.UPSTREAM_REFUSED),
								() -> Reply.of(browser.fetch("GET", address, Map.of())));
					assertThat(reply.body()).doesNotContain("<script>alert");
					assertNobody(browser);
				})));
		}
	}

	private void repeats() {
		this.rows.add(row("P149", "the same answer twice", (scene) -> withProvider(scene, (upstream) -> {
			Browser browser = scene.actors().browser();
			Map<String, Object> person = somebody();
			String answer = upstream.answer(upstream.leave(browser, browser.open("/signin")), person);
			scene.secret(Page.parameters(URI.create(answer).getRawQuery()).get("code"));
			assertThat(browser.open(answer).address().getPath()).isEqualTo("/account");
			scene.refused(Expected.page(400), () -> Reply.of(browser.fetch("GET", answer, Map.of())));
			Account made = scene.beans()
				.getBean(Accounts.class)
				.findByLogin(String.valueOf(person.get("email")))
				.orElseThrow();
			assertThat(scene.beans().getBean(Sessions.class).of(made.id())).hasSize(1);
		})));
	}

	private void lies() {
		lie("P150", "the token endpoint is down", TestUpstream::close);
		lie("P150", "the token endpoint has trouble",
				(upstream) -> upstream.instead("/token", 500, "text/plain", "oops"));
		lie("P150", "broken JSON", (upstream) -> upstream.instead("/token", 200, "application/json", "{\"id_token\":"));
		lie("P150", "an ID token of nobody", (upstream) -> upstream.claims((token) -> token.remove("sub")));
		lie("P152", "the right subject of another tenant",
				(upstream) -> upstream.claims((token) -> token.put("iss", token.get("iss") + "/another-tenant")));
	}

	/** What it tells when somebody comes back who was sent there honestly. */
	private void lie(String id, String what, Consumer<TestUpstream> told) {
		this.rows.add(row(id, what, (scene) -> {
			try (TestUpstream upstream = new TestUpstream(scene.beans().getBean(Clock.class))) {
				Provider provider = upstream.provider(scene.beans());
				Browser browser = scene.actors().browser();
				Page left = TestProvider.leave(browser, browser.open("/signin"), provider.alias());
				Map<String, String> answer = new LinkedHashMap<>();
				upstream.visit(left.left()).forEach((name, values) -> answer.put(name, scene.secret(values[0])));
				told.accept(upstream);
				scene.changing("upstream_flows")
					.refused(Expected.page(424), () -> Reply.of(browser.fetch("GET",
							TestProvider.callback(left) + "?" + Browser.encode(answer), Map.of())));
				assertNobody(browser);
				scene.beans().getBean(Providers.class).disable(provider.id(), AccountId.random());
			}
		}));
	}

	private void foreignAddresses() {
		this.rows.add(
				row("P151", "the address of somebody here, not verified", (scene) -> withProvider(scene, (upstream) -> {
					Browser browser = scene.actors().browser();
					String answer = upstream.answer(upstream.leave(browser, browser.open("/signin")),
							TestProvider.but(TestProvider.but(somebody(), "email", scene.person().emailAddress()),
									"email_verified", false));
					Reply reply = scene.changing("upstream_flows", "upstream_arrivals")
						.refused(Expected.status(303), () -> Reply.of(browser.fetch("GET", answer, Map.of())));
					Page page = browser.open(reply.header("Location").orElseThrow());
					assertThat(page.address().getPath()).isEqualTo("/signin/new");
					assertThat(page.document().select("#known")).as("the sign-in here is offered").hasSize(1);
					assertNobody(browser);
				})));
	}

	private static Map<String, Object> somebody() {
		String subject = UUID.randomUUID().toString().substring(0, 8);
		return TestProvider.person(subject, subject + "@people.example");
	}

	private void arrivals() {
		for (String id : List.of("", "x", "\0", "00000000-0000-4000-8000-000000000000", "' or 1=1 --",
				"x".repeat(5_000))) {
			for (String path : List.of("/signin/new", "/signin/link")) {
				this.rows.add(row("P147", path + " of nobody, " + BadRedirectUris.shown(id), (scene) -> {
					Browser browser = scene.actors().browser();
					scene.refused(Expected.page(410).named(Refusal.UPSTREAM_ARRIVAL_GONE), () -> Reply
						.of(browser.fetch("GET", path + "?" + Browser.encode(Map.of("arrival", id)), Map.of())));
				}));
			}
		}
	}

	private static void withProvider(Scene scene, Row row) throws Exception {
		try (TestProvider upstream = TestProvider.start(scene.beans(), (settings) -> settings)) {
			row.on(upstream);
		}
	}

	private static void assertNobody(Browser browser) {
		assertThat(browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	/** What is done with a provider. */
	@FunctionalInterface
	private interface Row {

		void on(TestProvider upstream) throws Exception;

	}

}
