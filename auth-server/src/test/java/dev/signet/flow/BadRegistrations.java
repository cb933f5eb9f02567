package dev.signet.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 8: passwords, enumeration, the account page. */
final class BadRegistrations {

	private static final String GOOD = "seven wet otters juggle";

	private final List<BadInput> rows = new ArrayList<>();

	private BadRegistrations() {
	}

	static Stream<BadInput> rows() {
		BadRegistrations section = new BadRegistrations();
		section.passwords();
		section.names();
		section.links();
		section.setup();
		return section.rows.stream();
	}

	private void passwords() {
		for (String password : List.of("", "short 7", "only 14 letter", "passwordpassword", "qwertyuiopasdfgh",
				"123456789012345", "signetsignetsignet", "Signet password 1", "aaaaaaaaaaaaaaaaaaaa",
				"abababababababababab", "password12345678", "P4$$w0rd!!!!!!!!", "iloveyou iloveyou", "USERNAMEUSERNAME",
				"x".repeat(5) + "\0" + GOOD, GOOD + "\u0007", "y7".repeat(65), "\ud83d\ude00 ".repeat(129),
				"z".repeat(60_000))) {
			this.rows
				.add(row("P133", "password " + BadRedirectUris.shown(password.replace('\u0007', '\0')), (scene) -> {
					String username = name();
					refused(scene, "password",
							Map.of("username", username, "password", password.replace("USERNAME", username)));
				}));
		}
		for (String password : List.of("q8 Lm zx".repeat(8), "w1Zy-8".repeat(21) + "ab",
				"\ud83e\udd8a\ud83d\udc3b\ud83d\udc28\ud83d\udc2e\ud83d\udc37\ud83d\udc39\ud83d\udc15\ud83d\udc0d"
					.repeat(16),
				"  blanks  in front and behind  ", "\ud83e\udda6 otter \ud83c\udf19 moon \u2600\ufe0f",
				"\"quoted\" 'quoted' <b>&amp; \\ %41+",
				"\u043f\u0430\u0440\u043e\u043b\u044c \u0434\u043b\u044f \u043d\u0430\u0448\u0435\u0433\u043e")) {
			this.rows.add(row("P134", "password " + BadRedirectUris.shown(password), (scene) -> {
				String username = name();
				assertThat(register(scene.actors().browser(), username, password).address().getPath())
					.isEqualTo("/account");
				assertThat(signIn(scene, username, password)).isEqualTo("/account");
				assertThat(signIn(scene, username, password + "x")).isEqualTo("/signin");
				assertThat(signIn(scene, username, password.substring(0, password.length() - 1))).isEqualTo("/signin");
			}));
		}
		this.rows.add(row("P135", "composed and decomposed accents are one password", (scene) -> {
			String username = name();
			register(scene.actors().browser(), username, "caf\u00e9 au lait dans la rue");
			assertThat(signIn(scene, username, "cafe\u0301 au lait dans la rue")).isEqualTo("/account");
			assertThat(signIn(scene, username, "cafe au lait dans la rue")).isEqualTo("/signin");
		}));
	}

	private void names() {
		for (String username : List.of("", "abc", "a".repeat(21), "a b c d", "name@example.test", "-name", "\u0430dmin",
				"name\0", "<script>alert(1)</script>", "admin\u200b", "administrator", "n".repeat(20_000))) {
			this.rows.add(row("P138", "username " + BadRedirectUris.shown(username),
					(scene) -> refused(scene, "username", Map.of("username", username))));
		}
		for (String email : List.of("", "no address", "a@b@c", "@example.test", "a@",
				"a@example.test\r\nBcc: b@evil.test", "a@example.test,b@evil.test", "a\0@example.test",
				"<a@example.test>", "a@example.test ".repeat(40))) {
			this.rows.add(row("P139", "email " + BadRedirectUris.shown(email),
					(scene) -> refused(scene, "email", Map.of("email", email))));
		}
		this.rows.add(row("P146", "name and address of somebody, in capitals", (scene) -> {
			scene.changing("asks").browser();
			refused(scene, "username", Map.of("username", scene.person().username().toUpperCase()));
			refused(scene, "email", Map.of("email", scene.person().emailAddress().toUpperCase()));
			refused(scene, "username", Map.of("username", scene.person().emailAddress()));
		}));
		this.rows.add(row("P146", "a name that looks like somebody's, or like the operator's", (scene) -> {
			scene.changing("asks");
			String other = "lookalike" + name().substring(1, 9).replace('-', 'x');
			register(scene.actors().browser(), other, GOOD);
			refused(scene, "username", Map.of("username", other.replace("look", "l00k")));
			refused(scene, "username", Map.of("username", other.replace("like", "1lke")));
			refused(scene, "username", Map.of("username", "adm1n"));
			refused(scene, "username", Map.of("username", "s.e.c.u.r.i.t.y"));
		}));
		this.rows.add(row("P145", "no token, or from another site", (scene) -> {
			Map<String, String> form = form(name(), GOOD);
			Browser stranger = scene.actors().browser();
			String token = stranger.open("/register").csrf();
			scene.refused(Expected.status(303, 403), () -> Reply.of(stranger.postOnly("/register", form, Map.of())));
			form.put("_csrf", token);
			scene.refused(Expected.page(403),
					() -> Reply.of(stranger.postOnly("/register", form, Map.of("Origin", "https://evil.test"))));
		}));
		this.rows.add(row("P145", "more fields than the form has", (scene) -> {
			Browser stranger = scene.actors().browser();
			String username = name();
			Map<String, String> form = form(username, GOOD);
			form.putAll(Map.of("_csrf", stranger.open("/register").csrf(), "roles", "ADMIN", "role", "ADMIN", "enabled",
					"true", "id", "00000000-0000-0000-0000-000000000000", "emailVerified", "true",
					"class.module.classLoader.x", "y"));
			assertThat(stranger.post("/register", form).address().getPath()).isEqualTo("/account");
			assertThat(scene.jdbc().sql("""
					select string_agg(r.role, ' ') from account_roles r join accounts a on a.id = r.account_id
					where a.username = :username""").param("username", username).query(String.class).single())
				.isEqualTo("USER");
		}));
	}

	private void links() {
		for (String link : List.of("x", "a%00b", "sgn_inv_", "sgn_inv_" + "A".repeat(43), "B".repeat(6000),
				"%3Cscript%3Ealert(1)%3C/script%3E")) {
			this.rows.add(row("P140", "invitation " + BadRedirectUris.shown(link), (scene) -> {
				Browser stranger = scene.actors().browser();
				Reply reply = scene.refused(Expected.page(410),
						() -> Reply.of(stranger.fetch("GET", "/register?invitation=" + link, Map.of())));
				assertThat(reply.body()).doesNotContain("<script>alert");
				Map<String, String> form = form(name(), GOOD);
				form.put("_csrf", stranger.open("/register").csrf());
				scene.refused(Expected.page(410),
						() -> Reply.of(stranger.postOnly("/register?invitation=" + link, form, Map.of())));
			}));
		}
		for (String id : List.of("", "x", "00000000-0000-0000-0000-000000000000", "a%00b")) {
			for (String page : List.of("/register/confirm", "/register/confirm/again", "/register/confirm/address")) {
				this.rows.add(row("P140", "sign-up " + BadRedirectUris.shown(id) + " at " + page, (scene) -> {
					Browser stranger = scene.actors().browser();
					if (!page.endsWith("again")) {
						scene.refused(Expected.page(400, 410),
								() -> Reply.of(stranger.fetch("GET", page + "?sign_up=" + id, Map.of())));
					}
					Map<String, String> form = new LinkedHashMap<>(
							Map.of("email", name() + "@example.test", "code", "1234-5678"));
					scene.refused(Expected.status(303, 400, 403, 410),
							() -> Reply.of(stranger.postOnly(page + "?sign_up=" + id, form, Map.of())));
					form.put("_csrf", stranger.open("/register").csrf());
					scene.refused(Expected.status(303, 400, 410),
							() -> Reply.of(stranger.postOnly(page + "?sign_up=" + id, form, Map.of())));
				}));
			}
		}
	}

	private void setup() {
		for (String token : List.of("", "x", "a%00b", "sgn_", "A".repeat(43), "%3Cscript%3Ealert(1)%3C/script%3E")) {
			this.rows.add(row("P140", "setup link " + BadRedirectUris.shown(token), (scene) -> {
				Browser stranger = scene.actors().browser();
				Reply reply = scene.refused(Expected.page(),
						() -> Reply.of(stranger.fetch("GET", "/setup?token=" + token, Map.of())));
				assertThat(reply.body()).doesNotContain("<script>alert");
				Map<String, String> form = form(name(), GOOD);
				form.put("_csrf", stranger.open("/signin").csrf());
				scene.refused(Expected.page(),
						() -> Reply.of(stranger.postOnly("/setup?token=" + token, form, Map.of())));
			}));
		}
		this.rows.add(row("P140", "setup without a token", (scene) -> scene.refused(Expected.page(),
				() -> Reply.of(scene.actors().browser().fetch("GET", "/setup", Map.of())))));
	}

	private static void refused(Scene scene, String field, Map<String, String> changes) {
		Browser stranger = scene.actors().browser();
		Map<String, String> form = form(name(), GOOD);
		form.putAll(changes);
		form.put("_csrf", stranger.open("/register").csrf());
		if (form.get("password").length() > 4) {
			scene.secret(form.get("password"));
		}
		Page[] page = new Page[1];
		scene.refused(Expected.status(200, 400, 422), () -> {
			page[0] = stranger.postOnly("/register", form, Map.of());
			return Reply.of(page[0]);
		});
		assertThat(page[0].document().select("[name=" + field + "][aria-invalid=true]")).as("error at " + field)
			.hasSize(1);
		assertThat(page[0].document().select("input[type=password]").attr("value")).isEmpty();
		assertThat(page[0].response().body()).doesNotContain("<script>alert");
	}

	private static Page register(Browser browser, String username, String password) {
		return browser.submit(browser.open("/register"), form(username, password));
	}

	private static String signIn(Scene scene, String login, String password) {
		Browser browser = scene.actors().browser();
		return browser.submit(browser.open("/signin"), Map.of("login", login, "password", password))
			.address()
			.getPath();
	}

	private static Map<String, String> form(String username, String password) {
		return new LinkedHashMap<>(
				Map.of("username", username, "email", name() + "@example.test", "password", password));
	}

	private static String name() {
		return "r" + UUID.randomUUID().toString().substring(0, 12);
	}

}
