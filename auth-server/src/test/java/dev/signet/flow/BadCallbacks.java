package dev.signet.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Section 9: what comes back from providers. What lies in the answers to our own calls is
 * in the tests of {@code federation}; who is linked to whom, in
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
				scene.refused(Expected.page(400), () -> Reply
					.of(browser.fetch("GET", "/signin/with/" + upstream.alias() + "/callback" + query, Map.of())));
				assertNobody(browser);
			})));
			this.rows.add(row("P147", what + ", of a provider that there is not",
					(scene) -> scene.refused(Expected.page(400), () -> Reply
						.of(scene.actors().browser().fetch("GET", "/signin/with/nobody/callback" + query, Map.of())))));
		});
		this.rows.add(row("P147", "state of another browser", (scene) -> withProvider(scene, (upstream) -> {
			Browser one = scene.actors().browser();
			Page left = upstream.leave(one, one.open("/signin"));
			Browser other = scene.actors().browser();
			scene.refused(Expected.page(400), () -> Reply.of(other.fetch("GET",
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
						.refused(Expected.page(403, 424), () -> Reply.of(browser.fetch("GET", address, Map.of())));
					assertThat(reply.body()).doesNotContain("<script>alert");
					assertNobody(browser);
				})));
		}
	}

	private void arrivals() {
		for (String id : List.of("", "x", "\0", "00000000-0000-4000-8000-000000000000", "' or 1=1 --",
				"x".repeat(5_000))) {
			for (String path : List.of("/signin/new", "/signin/link")) {
				this.rows.add(row("P147", path + " of nobody, " + BadRedirectUris.shown(id), (scene) -> {
					Browser browser = scene.actors().browser();
					scene.refused(Expected.page(410), () -> Reply
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
