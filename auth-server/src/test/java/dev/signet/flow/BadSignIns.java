package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.consent.Consents;
import dev.signet.credential.TestAuthenticator;
import dev.signet.refusal.Refusal;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 7: login, session, logout, consent. */
final class BadSignIns {

	private static final String AFTER = "https://app.test/";

	private static final String NOT_ISSUED = "A".repeat(43);

	private final List<BadInput> rows = new ArrayList<>();

	private BadSignIns() {
	}

	static Stream<BadInput> rows() {
		BadSignIns section = new BadSignIns();
		section.signIn();
		section.secondStep();
		section.addresses();
		section.cookies();
		section.logout();
		section.consent();
		return section.rows.stream();
	}

	private void signIn() {
		Map<String, Fields> tokens = new LinkedHashMap<>();
		tokens.put("empty", (scene, page) -> Map.of("_csrf", ""));
		tokens.put("made up", (scene, page) -> Map.of("_csrf", "x"));
		tokens.put("NUL", (scene, page) -> Map.of("_csrf", "\0"));
		tokens.put("of another browser",
				(scene, page) -> Map.of("_csrf", scene.actors().browser().open("/signin").csrf()));
		tokens.put("of an older session", (scene, page) -> Map.of("_csrf", scene.browser().csrf()));
		tokens.forEach((what, fields) -> this.rows.add(row("P118", "token " + what, (scene) -> {
			Browser stranger = scene.actors().browser();
			Page page = stranger.open("/signin");
			Map<String, String> form = form(scene, fields.of(scene, page));
			scene.refused(Expected.status(403, 303), () -> Reply.of(stranger.postOnly("/signin", form, Map.of())));
			assertNobody(stranger);
		})));
		this.rows.add(row("P118", "token twice, a good one first", (scene) -> {
			Browser stranger = scene.actors().browser();
			String token = stranger.open("/signin").csrf();
			String body = Browser.encode(form(scene, Map.of("_csrf", token))) + "&_csrf=x";
			scene.changing("sessions");
			Reply reply = Reply.of(stranger.postRaw("/signin", body));
			assertThat(reply.status()).isIn(200, 303, 403);
		}));
		this.rows.add(row("P118", "no cookies at all", (scene) -> {
			String token = scene.actors().browser().open("/signin").csrf();
			Browser stranger = scene.actors().browser();
			scene.refused(Expected.status(403, 303),
					() -> Reply.of(stranger.postOnly("/signin", form(scene, Map.of("_csrf", token)), Map.of())));
			assertNobody(stranger);
		}));
		List<Map<String, String>> foreign = List.of(Map.of("Origin", "https://evil.test"),
				Map.of("Sec-Fetch-Site", "cross-site"), Map.of("Sec-Fetch-Site", "same-site"),
				Map.of("Origin", "http://localhost.evil.test"),
				Map.of("Origin", "https://evil.test", "Sec-Fetch-Site", "none"));
		foreign.forEach((headers) -> this.rows.add(row("P119", "cross-site " + headers, (scene) -> {
			Browser stranger = scene.actors().browser();
			Map<String, String> form = form(scene, Map.of("_csrf", stranger.open("/signin").csrf()));
			scene.refused(Expected.page(403), () -> Reply.of(stranger.postOnly("/signin", form, headers)));
			assertNobody(stranger);
		})));
		for (String login : List.of("", " ", "a\0b", "x".repeat(255), "x".repeat(20_000), "' or 1=1 --", "%",
				"\ud83d\ude00", "<script>alert(1)</script>", "a@b\r\nX: y", "nobody@example.test")) {
			this.rows.add(row("P136", "login " + BadRedirectUris.shown(login),
					(scene) -> failed(scene, login, Actors.PASSWORD)));
		}
		for (String password : List.of("", "x", "\0", "x".repeat(513), "x".repeat(20_000), Actors.PASSWORD + " ",
				Actors.PASSWORD + "\0", Actors.PASSWORD.toUpperCase())) {
			this.rows.add(row("P136", "password " + BadRedirectUris.shown(password),
					(scene) -> failed(scene, scene.person().username(), password))
				.thenSomebodyElse());
		}
		this.rows.add(row("P136", "right password, disabled account", (scene) -> {
			scene.browser();
			String wrong = failed(scene, "nobody-at-all", Actors.PASSWORD);
			scene.disablePerson();
			assertThat(failed(scene, scene.person().username(), Actors.PASSWORD)).isEqualTo(wrong);
		}).thenSomebodyElse());
		this.rows.add(row("P137", "50 people, one wrong password each, from one address", (scene) -> {
			Account known = scene.person();
			Browser owner = scene.actors().signedIn(known);
			List<Account> people = Stream.generate(() -> scene.actors().person("USER")).limit(50).toList();
			List<Integer> answers = unchanged(scene,
					() -> people.stream().map((person) -> guess(scene, person.username(), "wrong").status()).toList());
			assertThat(answers.subList(0, 40)).containsOnly(200);
			assertThat(answers.subList(40, 50)).containsOnly(429);
			assertThat(guess(scene, people.get(0).username(), Actors.PASSWORD).status()).isEqualTo(429);
			owner.restart();
			scene.actors().signIn(owner, owner.open("/signin"), known);
			assertThat(owner.open("/account").address().getPath()).as("where they signed in before")
				.isEqualTo("/account");
			forgetNetwork(scene);
			people.forEach((person) -> scene.actors().signedIn(person));
		}).thenSomebodyElse());
		this.rows.add(row("P137", "50 wrong passwords for one person, by both names", (scene) -> {
			Account person = scene.person();
			Browser owner = scene.actors().signedIn(person);
			List<Integer> answers = unchanged(scene,
					() -> Stream.iterate(0, (i) -> i + 1)
						.limit(50)
						.map((i) -> (i % 2 == 0) ? person.username() : person.emailAddress().toUpperCase())
						.map((login) -> guess(scene, login, "wrong").status())
						.toList());
			assertThat(answers.subList(0, 10)).containsOnly(200);
			assertThat(answers.subList(10, 50)).containsOnly(429);
			for (String login : List.of(person.username(), person.emailAddress())) {
				Page held = guess(scene, login, Actors.PASSWORD);
				assertThat(held.status()).isEqualTo(429);
				assertThat(held.header("Retry-After")).isPresent();
			}
			owner.restart();
			scene.actors().signIn(owner, owner.open("/signin"), person);
			assertThat(owner.open("/account").address().getPath()).as("where they signed in before")
				.isEqualTo("/account");
			scene.advance(Duration.ofMinutes(15));
			scene.actors().signedIn(person);
		}).thenSomebodyElse());
	}

	private void secondStep() {
		for (Map<String, String> fields : List.of(Map.of("code", "000000"), Map.of("code", ""),
				Map.of("code", "ABCD-EFGH-JKMN"), Map.of("code", "000000", "sealed", NOT_ISSUED))) {
			this.rows.add(row("P131", "second step before the first, " + fields, (scene) -> {
				Browser stranger = scene.actors().browser();
				Map<String, String> form = new LinkedHashMap<>(fields);
				form.put("_csrf", stranger.open("/signin").csrf());
				scene.refused(Expected.page(400), () -> Reply.of(stranger.postOnly("/signin/second", form, Map.of())));
				scene.refused(Expected.page(400), () -> Reply.of(stranger.fetch("GET", "/signin/second", Map.of())));
				assertNobody(stranger);
			}));
		}
		for (String code : List.of("", "00000000", "0000-0000", "\0", "' or 1=1 --", "<script>", "x".repeat(20_000))) {
			this.rows.add(row("P131", "mailed code that nobody asked for, " + BadRedirectUris.shown(code), (scene) -> {
				Browser stranger = scene.actors().browser();
				String token = stranger.open("/signin").csrf();
				for (String path : List.of("/signin/mail/code", "/signin/second/mail")) {
					scene.refused(Expected.page(400),
							() -> Reply.of(stranger.postOnly(path, Map.of("code", code, "_csrf", token), Map.of())));
				}
				scene.refused(Expected.page(410), () -> Reply
					.of(stranger.postOnly("/signin/mail/link", Map.of("token", code, "_csrf", token), Map.of())));
				assertNobody(stranger);
			}));
		}
		for (String value : List.of("", NOT_ISSUED, "A".repeat(10_000), "%00")) {
			this.rows.add(row("P131", "planted trust " + BadRedirectUris.shown(value), (scene) -> {
				Account person = scene.actors().person("USER");
				TestAuthenticator.of(person.id(), scene.beans());
				Browser stranger = scene.actors().browser();
				Page signIn = stranger.open("/signin");
				stranger.setCookie("signet-trusted", value);
				scene.changing("signin_attempts", "asks")
					.refused(Expected.status(303), () -> Reply.of(stranger.submitOnly(signIn,
							Map.of("login", person.username(), "password", Actors.PASSWORD))));
				assertNobody(stranger);
			}));
		}
		this.rows.add(row("P131", "step-up of nobody", (scene) -> {
			Browser stranger = scene.actors().browser();
			scene.refused(Expected.status(303), () -> Reply.of(stranger.fetch("GET", "/signin/step-up", Map.of())));
			assertNobody(stranger);
		}));
		for (String value : List.of("", NOT_ISSUED, "A".repeat(10_000), "%00")) {
			this.rows.add(row("P131", "planted attempt " + BadRedirectUris.shown(value), (scene) -> {
				Browser stranger = scene.actors().browser();
				stranger.open("/signin");
				stranger.setCookie("signet-attempt", value);
				scene.refused(Expected.page(400), () -> Reply.of(stranger.fetch("GET", "/signin/second", Map.of())));
			}));
		}
		this.rows.add(row("P132", "second factor of another person in the same flow", (scene) -> {
			Account one = scene.actors().person("USER");
			Account other = scene.actors().person("USER");
			TestAuthenticator.of(one.id(), scene.beans());
			TestAuthenticator others = TestAuthenticator.of(other.id(), scene.beans());
			String recovery = TestAuthenticator.recoveryCodes(other.id(), scene.beans()).get(0);
			for (String code : List.of(others.next(), recovery)) {
				Browser stranger = scene.actors().browser();
				Page second = scene.actors().signIn(stranger, stranger.open("/signin"), one);
				scene.changing("signin_attempts", "asks")
					.refused(Expected.status(200), () -> Reply.of(stranger.submitOnly(second, Map.of("code", code))));
				assertNobody(stranger);
			}
		}));
		for (String code : List.of("12345", "1234567", "<script>", "\0", "\ud83d\ude00", "' or 1=1 --",
				"x".repeat(20_000), "١٢٣٤٥٦")) {
			this.rows.add(row("P132", "code " + BadRedirectUris.shown(code), (scene) -> {
				Account person = scene.actors().person("USER");
				TestAuthenticator.of(person.id(), scene.beans());
				Browser stranger = scene.actors().browser();
				Page second = scene.actors().signIn(stranger, stranger.open("/signin"), person);
				Reply reply = scene.changing("signin_attempts", "asks")
					.refused(Expected.status(200), () -> Reply.of(stranger.submitOnly(second, Map.of("code", code))));
				assertThat(reply.body()).contains("code-error").doesNotContain("<script>");
				assertNobody(stranger);
			}));
		}
	}

	private void addresses() {
		for (String query : List.of("continue=//evil.test", "next=https:evil.test", "return_to=/%5Cevil.test",
				"error=%3Cb%3Ex", "request=//evil.test", "request=%00", "restart=https://evil.test/",
				"restart=client_id%3D%00", "restart=%25zz", "other=%3Cscript%3E", "lang=%3Cscript%3E")) {
			this.rows.add(row("P120", "/signin?" + query, (scene) -> {
				Browser stranger = scene.actors().browser();
				scene.refused(Expected.status(200, 400),
						() -> Reply.of(stranger.fetch("GET", "/signin?" + query, Map.of())));
				Page page = stranger.open("/signin?" + query);
				assertThat(page.response().body()).doesNotContain("<b>x", "<script>", "evil.test\"");
				if (page.status() == 200) {
					Page in = scene.actors().signIn(stranger, page, scene.person());
					assertThat(in.left()).isNull();
					assertThat(in.address().getPath()).isEqualTo("/account");
				}
			}));
		}
		this.rows.add(row("P120", "restart that names an evil redirect URI", (scene) -> {
			Browser stranger = scene.actors().browser();
			Page page = stranger.open("/signin");
			Map<String, String> form = form(scene, Map.of("_csrf", page.csrf(), "restart",
					Browser.encode(scene.request("redirect_uri", "https://evil.test/"))));
			Page in = stranger.follow(stranger.postOnly("/signin", form, Map.of()));
			assertThat(in.left()).isNull();
			assertThat(in.status()).isEqualTo(400);
		}));
		this.rows.add(row("P120", "restart that says nothing of use", (scene) -> {
			for (String restart : List.of("client_id=%00", "%zz", "client_id=nobody", "&&&", "=", "x".repeat(9000))) {
				Browser stranger = scene.actors().browser();
				Map<String, String> form = form(scene,
						Map.of("_csrf", stranger.open("/signin").csrf(), "restart", restart));
				Page in = stranger.follow(stranger.postOnly("/signin", form, Map.of()));
				assertThat(in.left()).isNull();
				assertThat(in.status()).isIn(200, 400);
			}
		}));
		this.rows.add(row("P121", "Referer and returnUrl lead nowhere", (scene) -> {
			Browser stranger = scene.actors().browser();
			Map<String, String> form = form(scene,
					Map.of("_csrf", stranger.open("/signin").csrf(), "returnUrl", "https://evil.test/"));
			Page in = stranger.follow(stranger.postOnly("/signin", form, Map.of("Referer", "https://evil.test/")));
			assertThat(in.left()).isNull();
			assertThat(in.address().getPath()).isEqualTo("/account");
		}));
		for (String path : List.of("/signin;jsessionid=" + NOT_ISSUED, "/signin?jsessionid=" + NOT_ISSUED,
				"/account;signet-session=" + NOT_ISSUED)) {
			this.rows.add(row("P122", path, (scene) -> {
				Browser stranger = scene.actors().browser();
				Reply reply = scene.refused(Expected.status(200, 303, 400, 404),
						() -> Reply.of(stranger.fetch("GET", path, Map.of())));
				assertThat(reply.all("Set-Cookie")).noneMatch((cookie) -> cookie.contains(NOT_ISSUED));
				assertThat(reply.body() + reply.header("Location").orElse("")).doesNotContain(NOT_ISSUED);
			}));
		}
		this.rows.add(row("P123", "200 open flows in one browser", (scene) -> {
			scene.app(TestClients.confidential());
			Browser stranger = scene.actors().browser();
			Page last = null;
			for (int i = 0; i < 200; i++) {
				last = scene.app().authorize(stranger, scene.app().request());
			}
			String cookies = String.join("; ", stranger.cookies().values());
			assertThat(cookies.length()).isLessThan(4096);
			assertThat(scene.jdbc()
				.sql("select count(*) from pending_requests where client_id = :client")
				.param("client", scene.app().clientId())
				.query(Integer.class)
				.single()).isEqualTo(20);
			Page consent = scene.actors().signIn(stranger, last, scene.person());
			assertThat(scene.actors().allowAll(stranger, consent).answer()).containsKey("code");
		}));
	}

	private void cookies() {
		this.rows.add(row("P124", "cookie of a deleted session", (scene) -> {
			scene.browser();
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), EndReason.SIGNED_OUT);
			scene.refused(Expected.status(303), () -> scene.get("/account"));
			scene.refused(Expected.back("login_required").named(Refusal.SIGN_IN_NEEDED),
					() -> scene.authorize("prompt", "none"));
		}).thenSomebodyElse());
		for (String name : List.of("signet-session", "signet-browser", "signet-flash")) {
			for (String value : List.of("", NOT_ISSUED, "A".repeat(42), "A".repeat(10_000), "\"quoted\"", "a=b=c",
					"%00", "rO0ABXNyAA==", "web.error.500.title")) {
				this.rows.add(row("P124", name + "=" + BadRedirectUris.shown(value), (scene) -> {
					Browser stranger = scene.actors().browser();
					stranger.setCookie(name, value);
					scene.refused(Expected.status(303), () -> Reply.of(stranger.fetch("GET", "/account", Map.of())));
					scene.refused(Expected.status(200), () -> Reply.of(stranger.fetch("GET", "/signin", Map.of())));
				}));
			}
		}
		this.rows.add(row("P124", "a good session cookie behind a planted one", (scene) -> {
			String good = scene.browser().cookies().get("signet-session");
			Reply reply = RawHttp.send(scene, "GET /account HTTP/1.1", "Accept: text/html",
					"Cookie: signet-session=x; signet-session=" + good);
			assertThat(reply.status()).isEqualTo(200);
		}));
	}

	private void logout() {
		this.rows.add(row("P125", "POST /signout without token", (scene) -> {
			for (String path : List.of("/signout", "/signout/everywhere")) {
				scene.refused(Expected.page(403), () -> Reply.of(scene.browser().postOnly(path, Map.of(), Map.of())));
				scene.refused(Expected.page(403), () -> Reply.of(scene.browser()
					.postOnly(path, Map.of("_csrf", scene.actors().browser().open("/signin").csrf()), Map.of())));
			}
			scene.refused(Expected.status(404, 405), () -> scene.get("/signout"));
		}));
		this.rows.add(row("P125", "POST logout endpoint without token, from another site", (scene) -> scene
			.refused(Expected.status(200), () -> Reply
				.of(scene.browser().postOnly("/connect/logout", Map.of(), Map.of("Origin", "https://evil.test"))))));
		this.rows.add(row("P125", "POST logout endpoint with a wrong token",
				(scene) -> scene.refused(Expected.status(303, 403),
						() -> Reply.of(scene.browser().postOnly("/connect/logout", Map.of("_csrf", "x"), Map.of())))));
		this.rows.add(row("P126", "hint of another user", (scene) -> {
			Scene other = new Scene(scene.beans());
			String hint = other.tokens().idToken();
			Reply reply = scene.refused(Expected.status(200),
					() -> scene.get("/connect/logout?" + Browser.encode(Map.of("id_token_hint", hint))));
			assertThat(reply.body()).contains(scene.person().username()).doesNotContain(other.person().username());
		}));
		this.rows.add(row("P127", "redirect registered, but no hint and no client_id", (scene) -> {
			Page page = scene.browser()
				.open("/connect/logout?" + Browser.encode(Map.of("post_logout_redirect_uri", AFTER)));
			assertThat(page.status()).isEqualTo(200);
			assertThat(scene.browser().submit(page, Map.of()).left()).isNull();
		}).thenSomebodyElse());
		for (Map<String, String> bad : List.of(Map.of("client_id", "a\0b"), Map.of("client_id", "nobody"),
				Map.of("id_token_hint", "\0"), Map.of("state", "<script>alert(1)</script>"),
				Map.of("post_logout_redirect_uri", "javascript:alert(1)"), Map.of("state", "s".repeat(8000)))) {
			this.rows.add(row("P127", "logout with " + BadRedirectUris.shown(bad.toString()), (scene) -> {
				Reply reply = scene.refused(Expected.status(200),
						() -> scene.get("/connect/logout?" + Browser.encode(bad)));
				assertThat(reply.body()).doesNotContain("<script>alert", "href=\"javascript:", "url=javascript:");
			}));
		}
		this.rows.add(row("P127", "parameters sent twice", (scene) -> scene.refused(Expected.status(200),
				() -> scene.get("/connect/logout?client_id=a&client_id=b&state=a&state=b"))));
		this.rows.add(row("P127", "/signed-out of nobody", (scene) -> {
			for (String client : List.of("nobody", "%00", "%3Cscript%3E")) {
				scene.refused(Expected.status(200), () -> scene.get("/signed-out?client=" + client));
			}
		}));
	}

	private void consent() {
		this.rows.add(row("P128", "nothing ticked", (scene) -> {
			Page page = consentPage(scene);
			String code = scene.actors().answer(scene.browser(), page, "allow").answer().get("code");
			assertThat(scene.app().redeem(code).text("scope")).isEqualTo("openid");
			assertThat(allowed(scene)).containsExactly("openid");
		}).thenSomebodyElse());
		for (String decision : List.of("", "yes", "ALLOW", "\0")) {
			this.rows.add(row("P128", "decision " + BadRedirectUris.shown(decision), (scene) -> {
				Page page = consentPage(scene);
				scene.changing("pending_requests");
				scene.refused(Expected.status(303, 400),
						() -> Reply.of(scene.browser()
							.postOnly("/consent", consentForm(page, Map.of("decision", decision, "scope", "email")),
									Map.of())));
				assertThat(allowed(scene)).isEmpty();
			}).thenSomebodyElse());
		}
		this.rows.add(row("P128", "no decision", (scene) -> {
			Page page = consentPage(scene);
			scene.refused(Expected.page(400),
					() -> Reply.of(scene.browser().postOnly("/consent", consentForm(page, Map.of()), Map.of())));
		}).thenSomebodyElse());
		this.rows.add(row("P128", "no token, or from another site", (scene) -> {
			Page page = consentPage(scene);
			Map<String, String> form = consentForm(page, Map.of("decision", "allow"));
			scene.refused(Expected.page(403),
					() -> Reply.of(scene.browser().postOnly("/consent", form, Map.of("Origin", "https://evil.test"))));
			form.remove("_csrf");
			scene.refused(Expected.page(403), () -> Reply.of(scene.browser().postOnly("/consent", form, Map.of())));
		}).thenSomebodyElse());
		this.rows.add(row("P129", "client_id changed to another client", (scene) -> {
			Page page = consentPage(scene);
			Map<String, String> form = consentForm(page,
					Map.of("decision", "allow", "client_id", scene.actors().app().clientId()));
			scene.refused(Expected.page(400), () -> Reply.of(scene.browser().postOnly("/consent", form, Map.of())));
		}).thenSomebodyElse());
		this.rows.add(row("P129", "request of another browser, of nobody, no request", (scene) -> {
			Page page = consentPage(scene);
			Scene other = new Scene(scene.beans());
			String theirs = consentForm(consentPage(other), Map.of()).get("request");
			for (String request : List.of(theirs, "00000000-0000-0000-0000-000000000000", "x", "\0", "")) {
				Map<String, String> form = consentForm(page, Map.of("decision", "allow", "request", request));
				scene.refused(Expected.page(400), () -> Reply.of(scene.browser().postOnly("/consent", form, Map.of())));
			}
		}).thenSomebodyElse());
		this.rows.add(row("P130", "after the session ended", (scene) -> {
			Map<String, String> form = consentForm(consentPage(scene), Map.of("decision", "allow", "scope", "email"));
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), EndReason.SIGNED_OUT);
			scene.refused(Expected.status(303, 403),
					() -> Reply.of(scene.browser().postOnly("/consent", form, Map.of())));
			assertThat(allowed(scene)).isEmpty();
			assertThat(scene.browser().post("/consent", form).left()).isNull();
		}).thenSomebodyElse());
		this.rows.add(row("P130", "30 minutes later", (scene) -> {
			Browser browser = scene.actors().browser();
			browser.submit(browser.open("/signin"),
					Map.of("login", scene.person().username(), "password", Actors.PASSWORD, "remember", "true"));
			scene.browser(browser);
			Map<String, String> form = consentForm(scene.app().authorize(browser, scene.request()),
					Map.of("decision", "allow", "scope", "email"));
			scene.advance(Duration.ofMinutes(31));
			scene.changing("sessions")
				.refused(Expected.page(400), () -> Reply.of(browser.postOnly("/consent", form, Map.of())));
			assertThat(allowed(scene)).isEmpty();
		}).thenSomebodyElse());
	}

	/** Tries a password where nobody has signed in before. */
	private static Page guess(Scene scene, String login, String password) {
		Browser stranger = scene.actors().browser();
		Page page = stranger.submitOnly(stranger.open("/signin"), Map.of("login", login, "password", password));
		assertNobody(stranger);
		return page;
	}

	/** Does something of which nothing stays but counts. */
	private static <T> T unchanged(Scene scene, Supplier<T> bad) {
		Footprint before = Footprint.of(scene.jdbc()).without(Set.of("asks"));
		T answer = bad.get();
		assertThat(Footprint.of(scene.jdbc()).without(Set.of("asks")).tables()).isEqualTo(before.tables());
		return answer;
	}

	/** All rows come from one network. */
	static void forgetNetwork(Scene scene) {
		scene.jdbc().sql("delete from asks where asker like 'PASSWORD_FROM_NETWORK %'").update();
	}

	/** Fails to sign in, and returns the words for it. */
	private static String failed(Scene scene, String login, String password) {
		Browser stranger = scene.actors().browser();
		Map<String, String> form = form(scene,
				Map.of("_csrf", stranger.open("/signin").csrf(), "login", login, "password", password));
		Page[] page = new Page[1];
		scene.changing("asks").refused(Expected.status(200, 400), () -> {
			page[0] = stranger.postOnly("/signin", form, Map.of());
			return Reply.of(page[0]);
		});
		assertNobody(stranger);
		assertThat(page[0].response().body()).doesNotContain("<script>alert");
		return page[0].document().select("[role=alert]").text();
	}

	private static void assertNobody(Browser browser) {
		assertThat(browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	private static Map<String, String> form(Scene scene, Map<String, String> changes) {
		Map<String, String> form = new LinkedHashMap<>(
				Map.of("login", scene.person().username(), "password", Actors.PASSWORD));
		form.putAll(changes);
		return form;
	}

	private static Page consentPage(Scene scene) {
		scene.app(TestClients.confidential());
		scene.browser(scene.actors().signedIn(scene.person()));
		Page page = scene.app().authorize(scene.browser(), scene.request());
		assertThat(page.address().getPath()).isEqualTo("/consent");
		return page;
	}

	private static Map<String, String> consentForm(Page page, Map<String, String> changes) {
		Map<String, String> form = new LinkedHashMap<>();
		page.form(Map.of("decision", ""))
			.select("input[type=hidden]")
			.forEach((field) -> form.put(field.attr("name"), field.attr("value")));
		form.putAll(changes);
		return form;
	}

	private static Set<String> allowed(Scene scene) {
		return scene.beans().getBean(Consents.class).allowed(scene.person().id(), scene.client().id());
	}

	/** What differs in the posted form. */
	@FunctionalInterface
	private interface Fields {

		Map<String, String> of(Scene scene, Page page);

	}

}
