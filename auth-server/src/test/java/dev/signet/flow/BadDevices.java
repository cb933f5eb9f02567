package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 6: the device authorization grant. */
final class BadDevices {

	private static final Expected WORTHLESS = Expected.json(400, "invalid_grant").named(Refusal.DEVICE_CODE_WORTHLESS);

	private BadDevices() {
	}

	static Stream<BadInput> rows() {
		return Stream.of(requests(), guesses(), polls(), spellings()).flatMap((rows) -> rows);
	}

	private static Stream<BadInput> requests() {
		return Stream.of(row("P110", "client without the grant", (scene) -> {
			RelyingParty app = scene.app();
			scene.refused(Expected.json(400, "unauthorized_client").named(Refusal.GRANT_TYPE_NOT_REGISTERED),
					() -> Reply.of(app.call(TestDevice.ENDPOINT, Map.of("scope", "openid"))));
		}), begin("unknown scope", Expected.json(400, "invalid_scope").named(Refusal.SCOPE_NOT_REGISTERED),
				Map.of("scope", "openid nothing.like.it")),
				begin("scope that is not registered",
						Expected.json(400, "invalid_scope").named(Refusal.SCOPE_NOT_REGISTERED),
						Map.of("scope", "roles")),
				begin("no scope", Expected.json(400, "invalid_scope").named(Refusal.SCOPE_MALFORMED), Map.of()),
				begin("scope with NUL", Expected.json(400, "invalid_scope").named(Refusal.SCOPE_MALFORMED),
						Map.of("scope", "openid\0")),
				row("P110", "scope twice", (scene) -> {
					RelyingParty app = device(scene);
					scene.refused(Expected.json(400, "invalid_request").named(Refusal.PARAMETER_REPEATED), () -> scene
						.post(TestDevice.ENDPOINT, null, "scope=openid&scope=profile&client_id=" + app.clientId()));
				}), row("P110", "GET", (scene) -> {
					Reply reply = scene.refused(Expected.status(405).named(Refusal.HTTP_METHOD_UNSUPPORTED),
							() -> scene.get(TestDevice.ENDPOINT));
					assertThat(reply.header("Allow")).hasValue("POST");
				}),
				row("P110", "nobody",
						(scene) -> scene.refused(
								Expected.json(401, "invalid_client").named(Refusal.CLIENT_AUTHENTICATION_MISSING),
								() -> scene.post(TestDevice.ENDPOINT, null, "scope=openid"))),
				row("P110", "confidential client that only names itself", (scene) -> {
					String body = "scope=openid&client_id=" + scene.app().clientId();
					scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
							() -> scene.post(TestDevice.ENDPOINT, null, body));
				}));
	}

	private static Stream<BadInput> guesses() {
		return Stream.of(row("P111", "10 wrong user codes from one session", (scene) -> {
			RelyingParty app = device(scene);
			TestDevice device = new TestDevice(app).begin("openid");
			Browser browser = scene.browser(scene.actors().signedIn(scene.person()));
			scene.changing("asks");
			for (int i = 0; i < 10; i++) {
				String wrong = "ZZZZ-ZZZ" + "BCDFGHJKLM".charAt(i);
				scene.refused(Expected.page((i < 5) ? 400 : 429), () -> Reply.of(TestDevice.type(browser, wrong)));
			}
			Reply reply = scene.refused(Expected.page(429), () -> Reply.of(device.show(browser)));
			assertThat(reply.body()).doesNotContain("Test app");
			forgetGuesses(scene);
		}).thenSomebodyElse(), row("P111", "100 wrong user codes from one address", (scene) -> {
			TestDevice device = new TestDevice(device(scene)).begin("openid");
			scene.jdbc().sql("""
					insert into asks (asker, asked, forgotten_at)
					values ('DEVICE_CODE_FROM_NETWORK 127.0.0.1', 99, now() + interval '30 minutes')""").update();
			scene.changing("asks");
			Browser last = scene.browser(scene.actors().signedIn(scene.person()));
			scene.refused(Expected.page(400), () -> Reply.of(TestDevice.type(last, "ZZZZ-ZZZZ")));
			Browser another = scene.browser(scene.actors().signedIn(scene.actors().person("USER")));
			Reply reply = scene.refused(Expected.page(429), () -> Reply.of(device.show(another)));
			assertThat(reply.body()).doesNotContain("Test app");
			forgetGuesses(scene);
		}).thenSomebodyElse(), row("P111", "no hint which codes exist", (scene) -> {
			TestDevice used = new TestDevice(device(scene)).begin("openid");
			Browser browser = scene.browser(scene.actors().signedIn(scene.person()));
			used.deny(browser);
			scene.changing("asks");
			String never = scene.refused(Expected.page(400), () -> Reply.of(TestDevice.type(browser, "ZZZZ-ZZZZ")))
				.body();
			String over = scene.refused(Expected.page(400), () -> Reply.of(used.show(browser))).body();
			assertThat(neutral(over, used.userCode())).isEqualTo(neutral(never, "ZZZZ-ZZZZ"));
			forgetGuesses(scene);
		}).thenSomebodyElse());
	}

	private static Stream<BadInput> polls() {
		return Stream.of(row("P112", "device code before the interval is over", (scene) -> {
			TestDevice device = new TestDevice(device(scene)).begin("openid");
			scene.secret(device.deviceCode());
			assertThat(device.poll().error()).isEqualTo("authorization_pending");
			scene.changing("device_codes")
				.refused(Expected.json(400, "slow_down").named(Refusal.DEVICE_POLLS_TOO_OFTEN),
						() -> Reply.of(device.poll()));
		}).thenSomebodyElse(), row("P112", "device code of a grant that was ended", (scene) -> {
			TestDevice device = new TestDevice(device(scene)).begin("openid");
			device.allow(scene.actors().signedIn(scene.person()));
			scene.secret(device.deviceCode());
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), EndReason.SIGNED_OUT_EVERYWHERE);
			scene.changing("device_codes")
				.refused(Expected.json(400, "invalid_grant").named(Refusal.DEVICE_GRANT_ENDED),
						() -> Reply.of(device.poll()));
		}).thenSomebodyElse(), row("P112", "device code after deny", (scene) -> {
			TestDevice device = new TestDevice(device(scene)).begin("openid");
			device.deny(scene.actors().signedIn(scene.person()));
			scene.secret(device.deviceCode());
			scene.changing("device_codes")
				.refused(Expected.json(400, "access_denied").named(Refusal.DEVICE_DENIED),
						() -> Reply.of(device.poll()));
		}).thenSomebodyElse(), row("P112", "device code after expiry", (scene) -> {
			TestDevice device = new TestDevice(device(scene)).begin("openid");
			scene.secret(device.deviceCode());
			scene.advance(Duration.ofMinutes(11));
			scene.changing("device_codes")
				.refused(Expected.json(400, "expired_token").named(Refusal.DEVICE_CODE_EXPIRED),
						() -> Reply.of(device.poll()));
		}).thenSomebodyElse(), row("P112", "device code after success", (scene) -> {
			TestDevice device = new TestDevice(device(scene)).begin("openid");
			device.allow(scene.actors().signedIn(scene.person()));
			assertThat(device.poll().status()).isEqualTo(200);
			scene.secret(device.deviceCode());
			scene.changing("device_codes").refused(WORTHLESS, () -> Reply.of(device.poll()));
		}).thenSomebodyElse(), poll("device code never issued", WORTHLESS, "sgn_dc_" + "x".repeat(43)),
				poll("no device code", Expected.json(400, "invalid_request").named(Refusal.PARAMETER_MISSING), ""),
				poll("device code with NUL", WORTHLESS, "sgn_dc_\0"),
				poll("an authorization code", WORTHLESS, "sgn_ac_" + "x".repeat(43)));
	}

	private static Stream<BadInput> spellings() {
		Stream<BadInput> good = Map
			.of("small letters", "abcd-efgh", "without dash", "ABCDEFGH", "with blanks", " AB CD  EF GH ",
					"another dash", "ABCD\u2013EFGH")
			.entrySet()
			.stream()
			.map((spelling) -> row("P113", spelling.getKey(), (scene) -> {
				TestDevice device = new TestDevice(device(scene)).begin("openid");
				Browser browser = scene.actors().signedIn(scene.person());
				Page page = TestDevice.type(browser, spelled(device.userCode(), spelling.getValue()));
				assertThat(page.status()).isEqualTo(200);
				assertThat(page.document().text()).contains("Test app", device.userCode());
			}).thenSomebodyElse());
		Stream<BadInput> bad = List
			.of("O0OO-1IIL", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJ\0", "", "BCDF-GHJ\u212A", "x".repeat(5000))
			.stream()
			.map((code) -> row("P113", "refused: " + BadRedirectUris.shown(code), (scene) -> {
				Browser browser = scene.browser(scene.actors().signedIn(scene.person()));
				scene.changing("asks").refused(Expected.page(400), () -> Reply.of(TestDevice.type(browser, code)));
				forgetGuesses(scene);
			}).thenSomebodyElse());
		return Stream.concat(good, bad);
	}

	/** Writes a code as another one is written: its letters at the places of A to H. */
	private static String spelled(String code, String pattern) {
		String letters = code.replace("-", "");
		StringBuilder spelled = new StringBuilder();
		pattern.chars().forEach((sign) -> {
			int place = "ABCDEFGH".indexOf(Character.toUpperCase(sign));
			char letter = (place < 0) ? (char) sign : letters.charAt(place);
			spelled.append(Character.isLowerCase(sign) ? Character.toLowerCase(letter) : letter);
		});
		return spelled.toString();
	}

	private static BadInput begin(String what, Expected expected, Map<String, String> parameters) {
		return row("P110", what, (scene) -> {
			RelyingParty app = device(scene);
			scene.refused(expected, () -> Reply.of(app.call(TestDevice.ENDPOINT, parameters)));
		});
	}

	private static BadInput poll(String what, Expected expected, String code) {
		return row("P112", what, (scene) -> {
			RelyingParty app = device(scene);
			scene.refused(expected,
					() -> Reply.of(app.token(Map.of("grant_type", TestDevice.GRANT_TYPE, "device_code", code))));
		});
	}

	/** An app beside the one of the scene. */
	private static RelyingParty device(Scene scene) {
		return scene.actors()
			.app(TestClients.publicNative().scopes("openid", "profile").grantTypes(TestDevice.GRANT_TYPE));
	}

	/** All rows come from one address. */
	private static void forgetGuesses(Scene scene) {
		scene.jdbc().sql("delete from asks where asker like 'DEVICE%'").update();
	}

	private static String neutral(String page, String code) {
		return page.replace(code, "CODE").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
	}

}
