package dev.signet.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 1: where the authorization answer goes. */
final class BadRedirectUris {

	private static final String REG = TestClients.REDIRECT_URI;

	private static final Expected UNKNOWN = Expected.page().named(Refusal.REDIRECT_URI_UNKNOWN);

	private static final List<String[]> FOREIGN = List.of(new String[] { "P001", "https://evil.test/cb" },
			new String[] { "P002", "https://app.test.evil/cb" }, new String[] { "P003", "https://evilapp.test/cb" },
			new String[] { "P004", "https://sub.app.test/cb" }, new String[] { "P005", "http://app.test/cb" },
			new String[] { "P006", "https://app.test:8443/cb" }, new String[] { "P007", "https://app.test:443/cb" },
			new String[] { "P008", REG + "/" }, new String[] { "P008", REG.substring(0, REG.length() - 1) },
			new String[] { "P009", REG + "/../x" }, new String[] { "P009", REG + "/./" },
			new String[] { "P010", "https://app.test\\@evil/cb" },
			new String[] { "P010", "https://app.test%5c@evil/cb" },
			new String[] { "P011", "https://app.test%2f@evil/cb" },
			new String[] { "P011", "https://user:pw@app.test/cb" }, new String[] { "P012", "//app.test/cb" },
			new String[] { "P012", "/cb" }, new String[] { "P012", "cb" },
			new String[] { "P013", "https://app.test/cb%0d%0aLocation:%20//evil" },
			new String[] { "P013", "https://app.test/cb\r\nLocation: //evil" },
			new String[] { "P014", "javascript:alert(1)" }, new String[] { "P014", "data:text/html,x" },
			new String[] { "P014", "file:///etc/passwd" }, new String[] { "P015", "https://xn--pp-7ka.test/cb" },
			new String[] { "P015", "https://\u0430pp.test/cb" }, new String[] { "P017", "" },
			new String[] { "P018", REG + "a".repeat(5000 - REG.length()) }, new String[] { "P018", REG + "\0" });

	private BadRedirectUris() {
	}

	static Stream<BadInput> rows() {
		List<BadInput> rows = new ArrayList<>();
		for (String[] foreign : FOREIGN) {
			rows.add(row(foreign[0], shown(foreign[1]), (scene) -> {
				Reply reply = scene
					.refused(
							Expected.page()
								.named(foreign[1].isEmpty() ? Refusal.REDIRECT_URI_MISSING
										: Refusal.REDIRECT_URI_UNKNOWN),
							() -> scene.authorize("redirect_uri", foreign[1]));
				assertThat(reply.body()).doesNotContain("evil")
					.doesNotContain("javascript:")
					.doesNotContain("data:text");
			}));
		}
		rows.add(row("P016", "two URIs registered, none sent", (scene) -> {
			scene.app(TestClients.confidential().redirectUri(REG, "https://app.test/other"));
			scene.refused(Expected.page(400).named(Refusal.REDIRECT_URI_MISSING),
					() -> scene.authorize("redirect_uri", null));
		}));
		rows.add(row("P016", "redirect_uri sent twice",
				(scene) -> scene.refused(Expected.page(400).named(Refusal.REDIRECT_URI_MISSING), () -> scene
					.get("/oauth2/authorize?" + Browser.encode(scene.request()) + "&redirect_uri=https://evil/"))));
		rows.add(row("P019", "loopback with another port is the one variation", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			assertThat(scene.authorize("redirect_uri", "http://127.0.0.1:51234/cb").header("Location").orElse(""))
				.startsWith("http://127.0.0.1:51234/cb?code=");
			for (String other : List.of("http://localhost:51234/cb", "http://127.0.0.1:51234/cb/x",
					"http://127.0.0.1:0/cb", "http://127.0.0.1:65536/cb", "http://127.0.0.1:51234@evil/cb",
					"http://127.0.0.2:51234/cb", "https://127.0.0.1:51234/cb")) {
				scene.refused(UNKNOWN, () -> scene.authorize("redirect_uri", other));
			}
		}));
		rows.add(row("P019", "a web app has no such variation", (scene) -> {
			scene.app(TestClients.confidential().redirectUri(REG, "http://127.0.0.1/cb"));
			scene.refused(UNKNOWN, () -> scene.authorize("redirect_uri", "http://127.0.0.1:51234/cb"));
		}));
		rows.add(row("P020", "private-use scheme with another path", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			scene.refused(UNKNOWN, () -> scene.authorize("redirect_uri", "test.app:/other"));
		}));
		rows.add(row("P021", "another host, by POST", (scene) -> scene.refused(UNKNOWN, () -> Reply.of(scene.browser()
			.postOnly("/oauth2/authorize", scene.request("redirect_uri", "https://evil.test/cb"), Map.of())))));
		for (String clientId : List.of("nobody", "", "a\0b", "\"><script>alert(1)</script>", "' or 1=1 --")) {
			rows.add(row("P022", "client_id " + shown(clientId) + ", no redirect_uri", (scene) -> {
				Reply reply = scene.refused(
						Expected.page()
							.named(clientId.isEmpty() ? Refusal.CLIENT_ID_MISSING : Refusal.CLIENT_ID_UNKNOWN),
						() -> scene.authorize("client_id", clientId, "redirect_uri", null));
				assertThat(reply.body()).doesNotContain("<script>alert");
			}));
		}
		return rows.stream();
	}

	/** JUnit's reports cannot hold control characters. */
	static String shown(String text) {
		String shown = text.isEmpty() ? "empty"
				: text.replace("\0", "\u2400").replace("\r", "\u240D").replace("\n", "\u240A");
		return shown.substring(0, Math.min(60, shown.length()));
	}

}
