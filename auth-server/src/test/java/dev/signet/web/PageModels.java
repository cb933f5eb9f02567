package dev.signet.web;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.recovery.Reopening;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/**
 * What controllers give to the pages, as good and as odd as it may come.
 */
final class PageModels {

	static final App APP = App.of("Northwind <Notes>", "127.0.0.1:8081", URI.create("http://127.0.0.1:8081/"));

	static final Instant NOW = Instant.parse("2026-11-22T19:30:00Z");

	static final DemoMail MAIL = new DemoMail("m1", "alice@demo.example", "en", NOW, "Mails <arrive>");

	private PageModels() {
	}

	static Stream<Arguments> pages() {
		return Stream.of(page("signin/signin", signIn()),
				page("signin/signin", signIn(), "app", APP, "request", "r1", "restart", "s1", "failed", true),
				page("signin/signin", signIn(), "busy", true), page("signin/signin", signIn(), "awaited", true),
				page("signin/signin", signIn(), "held", "signin.signin.held", "minutes", 12L),
				page("signin/signin", signIn(), "held", "signin.signin.closed", "minutes", 43_200L),
				page("signin/signin", signIn(), "held", "signin.signin.network-held", "minutes", 1L),
				page("signin/signin", signIn(), "reauthenticate", "alice"),
				page("signin/signin", withErrors(signIn(), "login", "password")),
				page("signin/signin", signIn(), "demoPeople",
						List.of(new Person("alice", "a-password", "USER, ADMIN"),
								new Person("carol", "b-password", ""))),
				page("signin/consent", consent()),
				page("signin/consent", consent(), "app", App.of("No home", null, null)),
				page("signin/consent", consent(), "app",
						new App("Known", null, null, URI.create("https://app.example/logo.svg"),
								URI.create("https://app.example/privacy"), URI.create("https://app.example/terms"),
								true)),
				page("signin/continue", Map.of("address", "/oauth2/authorize?a='\"><b>&c=d")),
				page("signin/continue", Map.of("address", "/account"), "app", APP), page("signin/stale", Map.of()),
				page("registration/register", register()),
				page("registration/register", withErrors(register(), "username", "email", "password"), "app", APP),
				page("registration/setup", register(), "token", "t1"), page("registration/setup-gone", Map.of()),
				page("registration/register", register(), "invited", true, "invitation", "sgn_inv_x", "domains",
						"example.com, example.org"),
				page("registration/register", register(), "terms",
						new Terms(URI.create("https://app.example/terms"), "2",
								URI.create("https://app.example/privacy"))),
				page("registration/register", withErrors(register(), "accepted"), "terms",
						new Terms(URI.create("https://app.example/terms"), "2", null)),
				page("registration/register", register(), "terms",
						new Terms(null, null, URI.create("https://app.example/privacy"))),
				page("registration/invitation", Map.of("page", "needed")),
				page("registration/invitation", Map.of("page", "gone"), "alone", true, "next", "/device"),
				page("registration/waiting", Map.of()),
				page("registration/address", Map.of("form", new AddressForm("a@demo.example"), "signUp", "s1")),
				page("registration/confirm", Map.of("signUp", "s1")),
				page("registration/confirm", Map.of("signUp", "s1"), "minutes", 7),
				page("registration/confirm", Map.of("signUp", "s1"), "wrong", true, "request", "r1"),
				page("registration/confirm", Map.of("problem", "registration.confirm.gone")),
				page("selfservice/home", home("Alice Liddell", Set.of("USER", "ADMIN"))),
				page("selfservice/home", home(null, Set.of()), "notice", "logout.signed-out.title"),
				page("selfservice/home", home("Alice Liddell", Set.of()), "open",
						List.of(new Point("email", 0, "/account/email"), new Point("recovery-codes", 1, "/codes"))),
				page("selfservice/home", home("Alice Liddell", Set.of()), "sessionEnding",
						new Ending(1800, false, "/account")),
				page("selfservice/lock", Map.of("possible", true, "username", "alice", "typed", "<b>", "wrong", true),
						"reopening", new Reopening(Reopening.Way.ELSEWHERE, "<b>Corp")),
				page("selfservice/lock", Map.of("possible", false, "username", "alice", "typed", "")),
				page("selfservice/sessions", sessions(1)), page("selfservice/sessions", sessions(3)),
				page("selfservice/apps", Map.of("apps", List.of())), page("selfservice/apps", apps()),
				page("selfservice/profile", profile()),
				page("selfservice/profile", withErrors(profile(), "givenName", "zoneinfo", "phoneNumber")),
				page("selfservice/password", passwordChange()),
				page("selfservice/password", withErrors(passwordChange(), "oldPassword", "newPassword")),
				page("selfservice/data", Map.of()), page("selfservice/data", Map.of("minutes", 1)),
				page("selfservice/delete", deletion()), page("selfservice/delete", deletion(), "last", true),
				page("selfservice/delete", withErrors(deletion(), "confirmation"), "atOnce", true),
				page("selfservice/deletion-asked", Map.of("date", NOW, "atOnce", false)),
				page("selfservice/deletion-asked", Map.of("date", NOW, "atOnce", true)),
				page("signin/keep", Map.of("date", NOW, "account", "alice"), "request", "r1"),
				page("signin/codes-offer", Map.of("account", "alice", "sealed", "s1"), "request", "r1", "app", APP),
				page("signin/codes-offer", Map.of("account", "alice", "sealed", "s1"), "problem", "signin.codes.late"),
				page("signin/codes", Map.of("codes", List.of("ABCD-EFGH-JKMN"), "onwards", "/account")),
				page("selfservice/recovery-codes", Map.of("sealed", "s1"), "problem", "signin.codes.late"),
				page("selfservice/email", email(true)), page("selfservice/email", email(false), "minutes", 7),
				page("selfservice/email", email(false), "wrong", true),
				page("selfservice/email", email(true), "awaited", new Awaited(true, new Address("new@demo.example"))),
				page("selfservice/email", withErrors(email(false), "address"), "awaited",
						new Awaited(false, new Address("alice@demo.example")), "wrong", true),
				page("recovery/recover", recover()), page("recovery/recover", recover(), "minutes", 7),
				page("recovery/recover", withErrors(recover(), "login")), page("recovery/password", newPassword()),
				page("recovery/password", withErrors(newPassword(), "password")),
				page("recovery/said", Map.of("page", "sent")), page("recovery/said", Map.of("page", "gone")),
				page("recovery/question", Map.of("page", "confirm", "token", "t1", "username", "alice")),
				page("recovery/question", Map.of("page", "lock", "token", "t1", "username", "alice"), "reopening",
						new Reopening(Reopening.Way.FIRST_PASSWORD, null)),
				page("recovery/question", Map.of("page", "undo", "token", "t1", "username", "alice")),
				page("recovery/question", Map.of("page", "unlock", "token", "t1", "username", "alice")),
				page("logout/signed-out", Map.of()), page("logout/signed-out", Map.of(), "app", APP),
				page("logout/signed-out", Map.of(), "app", App.of("No home", "app.example", null)),
				page("logout/confirm", Map.of("account", "alice", "parameters", Map.of("state", "x"))),
				page("logout/confirm", Map.of("account", "alice", "parameters", Map.of()), "app", APP),
				page("demo/mails", Map.of("elsewhere", false, "mails", List.of())),
				page("demo/mails", Map.of("elsewhere", true, "mails", List.of())),
				page("demo/mails", Map.of("elsewhere", false, "mails", List.of(MAIL, MAIL))),
				page("demo/mail",
						Map.of("mail", MAIL, "lines",
								List.of(new Line("<b>Hello</b>", false),
										new Line("http://localhost:9000/account", true)))),
				page("device/code", Map.of("userCode", "BDWPHQPK", "given", true)),
				page("device/code", Map.of("userCode", "", "wrong", true)),
				page("device/code", Map.of("userCode", "", "minutes", 1)), page("device/confirm", device(true)),
				page("device/confirm", device(false), "nothing", true),
				page("device/done", Map.of("app", APP, "allowed", true)),
				page("device/done", Map.of("app", APP, "allowed", false)), page("web/error", Map.of("status", 404,
						"title", "Nothing here", "message", "Go back.", "reference", "abcde-12345", "address", "/")));
	}

	static Arguments page(String view, Map<String, Object> model, Object... more) {
		Map<String, Object> all = model;
		for (int i = 0; i < more.length; i += 2) {
			all = with(all, (String) more[i], more[i + 1]);
		}
		return Arguments.of(view, all);
	}

	static Map<String, Object> with(Map<String, Object> model, String name, Object value) {
		Map<String, Object> all = new HashMap<>(model);
		all.put(name, value);
		return all;
	}

	static Map<String, Object> withErrors(Map<String, Object> model, String... fields) {
		BindingResult result = new BeanPropertyBindingResult(model.get("form"), "form");
		for (String field : fields) {
			result.rejectValue(field, "wrong", field + " is wrong");
		}
		return with(model, BindingResult.MODEL_KEY_PREFIX + "form", result);
	}

	static Map<String, Object> signIn() {
		return Map.of("form", new SignInForm("alice", "secret", true), "failed", false, "busy", false, "signUp", true);
	}

	static Map<String, Object> passwordChange() {
		return Map.of("form", new PasswordForm("", ""), "username", "alice");
	}

	static Map<String, Object> deletion() {
		return Map.of("form", new DeleteForm(""), "username", "alice", "date", NOW);
	}

	static Map<String, Object> email(boolean verified) {
		return Map.of("form", new EmailForm("new@"), "account",
				new Account("alice", null, "A", "alice@demo.example", verified, Set.of(), Set.of(), NOW));
	}

	static Map<String, Object> recover() {
		return Map.of("form", new RecoverForm("alice"));
	}

	static Map<String, Object> newPassword() {
		return Map.of("form", new NewPasswordForm(""), "token", "t1", "username", "alice");
	}

	static Map<String, Object> register() {
		return Map.of("form", new RegisterForm("alice", "alice@", "secret", ""), "usernames", new Length(4, 20));
	}

	static Map<String, Object> consent() {
		return Map.of("request", "r1", "app", APP, "account", "alice", "scopes",
				List.of(new Scope("openid", "Know who you are", "A number.", false, true),
						new Scope("profile", "See your name", "Your name.", true, false),
						new Scope("notes.read", "Read your notes", "Reads.", false, false)));
	}

	static Map<String, Object> device(boolean known) {
		return Map.of("app", APP, "account", "alice", "userCode", "BDWP-HQPK", "deviceName", "Firefox on Linux", "near",
				known, "device", new Waiting(new Origin(known ? "192.0.2.7" : null), NOW), "scopes",
				consent().get("scopes"));
	}

	static Map<String, Object> home(@Nullable String fullName, Set<String> roles) {
		return Map.of("account",
				new Account("alice", fullName, "AL", "alice@demo.example", roles.isEmpty(), roles, roles, NOW),
				"sessions", roles.size(), "apps", roles.size());
	}

	static Map<String, Object> sessions(int count) {
		return Map.of("sessions",
				IntStream.range(0, count)
					.mapToObj((number) -> new Device("id" + number, "Chromium on Linux",
							(number > 0) ? "192.0.2." + number : null, (number > 1) ? "Bern, Switzerland" : null,
							number == 0, NOW, NOW, number == 1, NOW, (number > 0) ? "Password" : null,
							Collections.nCopies(number, "Northwind")))
					.toList());
	}

	static Map<String, Object> apps() {
		return Map.of("apps", List.of(
				new Access("id1", APP, "https://app.example/start?iss=i", List.of("Know who you are"), NOW, NOW),
				new Access("id2", App.of("No home", null, null), null, List.of(), NOW, null)));
	}

	static Map<String, Object> profile() {
		return Map.of("form", new ProfileForm("Alice", "de-AT", "Europe/Atlantis", "+14255551212"), "languages",
				Map.of("en", "English"), "zones", List.of("Europe/Paris"));
	}

	record App(String name, @Nullable String host, @Nullable URI homeUri, @Nullable URI logoUri,
			@Nullable URI policyUri, @Nullable URI tosUri, boolean selfRegistered) {

		static App of(String name, @Nullable String host, @Nullable URI homeUri) {
			return new App(name, host, homeUri, null, null, null, false);
		}

	}

	record Person(String username, String password, String roles) {
	}

	record SignInForm(String login, String password, boolean remember) {
	}

	record RegisterForm(String username, String email, String password, String accepted) {
	}

	record Length(int shortest, int longest) {
	}

	record Terms(@Nullable URI url, @Nullable String version, @Nullable URI privacyUrl) {
	}

	record AddressForm(String email) {
	}

	record DeleteForm(String confirmation) {
	}

	record PasswordForm(String oldPassword, String newPassword) {
	}

	record EmailForm(String address) {
	}

	record RecoverForm(String login) {
	}

	record NewPasswordForm(String password) {
	}

	record Address(String value) {
	}

	record Awaited(boolean change, Address address) {
	}

	record Scope(String name, String title, String description, boolean allowed, boolean required) {
	}

	record Account(String username, @Nullable String fullName, String initials, String emailAddress,
			boolean emailVerified, Set<String> roles, Set<String> groups, Instant createdAt) {
	}

	record Point(String name, int number, String page) {
	}

	record Ending(long seconds, boolean last, String back) {
	}

	record Waiting(Origin origin, Instant askedAt) {
	}

	record Origin(@Nullable String ip) {
	}

	record Device(String id, String device, @Nullable String ip, @Nullable String place, boolean current,
			Instant createdAt, Instant lastSeenAt, boolean remembered, Instant endsAt, @Nullable String how,
			List<String> apps) {
	}

	record Access(String id, App app, @Nullable String opening, List<String> scopes, Instant since,
			@Nullable Instant lastUsedAt) {
	}

	record ProfileForm(String givenName, String middleName, String familyName, String nickname, String gender,
			String birthdate, String website, String profilePage, String picture, String zoneinfo, String locale,
			String phoneNumber, String streetAddress, String postalCode, String locality, String region,
			String country) {

		ProfileForm(String givenName, String locale, String zoneinfo, String phoneNumber) {
			this(givenName, "", "", "", "", "", "", "", "", zoneinfo, locale, phoneNumber, "", "", "", "", "");
		}

	}

	record DemoMail(String id, String address, String language, Instant date, String subject) {
	}

	record Line(String text, boolean link) {
	}

}
