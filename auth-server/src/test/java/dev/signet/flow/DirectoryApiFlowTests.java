package dev.signet.flow;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator adds a directory, finds out why it does not work, and lets people in.
 */
@SignetTest
class DirectoryApiFlowTests {

	private static final String PATH = "/admin/api/directories";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private final TestDirectoryServer server = new TestDirectoryServer();

	private final String alias = "a" + UUID.randomUUID().toString().substring(0, 12);

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@AfterEach
	void disable() {
		this.beans.getBean(Directories.class)
			.all()
			.stream()
			.filter((directory) -> directory.alias().equals(this.alias))
			.forEach((directory) -> TestDirectories.disable(this.beans, directory));
		this.server.close();
	}

	@Test
	void directoryWhenAddedThenCheckedMendedEnabledAndUsed() {
		this.server.person("ada" + this.alias, "a password there");
		JsonNode added = post(PATH, order("a wrong password", 1), 201).json();
		String path = PATH + "/" + added.path("id").asString();
		assertThat(added.path("state").asString()).isEqualTo("HIDDEN");
		assertThat(added.path("has_password").asBoolean()).isTrue();
		assertThat(added.at("/people/subject").asString()).isEqualTo("entryUUID");
		JsonNode lines = post(path + "/check", "{\"name\": \"ada%s\"}".formatted(this.alias), 200).json().path("lines");
		assertThat(state(lines, "REACHABLE")).isEqualTo("PASSED");
		assertThat(state(lines, "BIND")).isEqualTo("FAILED");
		assertThat(state(lines, "PERSON")).isEqualTo("SKIPPED");
		post(path + "/enable", "{\"name\": \"ada%s\"}".formatted(this.alias), 409);
		put(path, order(TestDirectoryServer.BIND_PASSWORD, 1), 200);
		assertThat(put(path, order(TestDirectoryServer.BIND_PASSWORD, 1), 409).response().body()).contains("meanwhile");
		lines = post(path + "/check", "{\"name\": \"ada%s\"}".formatted(this.alias), 200).json().path("lines");
		assertThat(lines.findValuesAsString("state")).doesNotContain("FAILED", "SKIPPED");
		assertThat(state(lines, "PERSON")).isEqualTo("PASSED");
		assertThat(lines.toString()).contains("uid=ada" + this.alias);
		post(path + "/enable", "{\"name\": \"nobody\"}", 409);
		post(path + "/enable", "{\"name\": \"ada%s\"}".formatted(this.alias), 204);
		Browser browser = this.actors.browser();
		assertThat(browser
			.submit(browser.open("/signin"), Map.of("login", "ada" + this.alias, "password", "a password there"))
			.address()
			.getPath()).isEqualTo("/account");
		assertThat(delete(path).status()).as("somebody is linked").isEqualTo(409);
		String otherwise = order("", this.admin.getJson(path).json().path("version").asInt()).replace("\"people\": {",
				"\"people\": {\"subject\": \"uid\", ");
		JsonNode refused = put(path, otherwise, 400).json().path("problems");
		assertThat(refused.findValuesAsString("field")).containsExactly("people.subject");
		JsonNode people = this.admin.getJson(path + "/people").json().path("people");
		assertThat(people.findValuesAsString("login")).containsExactly("ada" + this.alias);
		String link = path + "/people/" + people.get(0).path("link").asString();
		assertThat(this.admin.getJson(path + "/people?limit=0").status()).isEqualTo(400);
		assertThat(delete(link.replace(added.path("id").asString(), UUID.randomUUID().toString())).status())
			.isEqualTo(404);
		post(path + "/disable?sessions=end", "{}", 204);
		assertThat(this.admin.getJson(path).json().path("state").asString()).isEqualTo("DISABLED");
		assertThat(browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(delete(link).status()).isEqualTo(204);
		assertThat(delete(link).status()).isEqualTo(404);
		assertThat(delete(path).status()).isEqualTo(204);
		assertThat(this.actors.events(this.administrator.id())).contains("directory.added", "directory.changed",
				"directory.enabled", "directory.disabled", "directory.sign-out-begun", "directory.people-signed-out",
				"directory.removed");
	}

	@Test
	void directoryWhenAllIsWrongThenAllIsToldAtOnce() {
		JsonNode problems = post(PATH, """
				{"alias": "No Alias", "addresses": [null, "not an address"], "rules": [null]}""", 400).json()
			.path("problems");
		assertThat(problems.findValuesAsString("field")).contains("alias", "name", "addresses", "people.base",
				"unknown_names", "rules.0.group");
		post(PATH, "{\"kind\": \"NOVELL\"}", 400);
		post(PATH, "nonsense", 400);
	}

	@Test
	void passwordWhenServerIsChangedThenItIsNotKeptForAnother() {
		JsonNode added = post(PATH, order(TestDirectoryServer.BIND_PASSWORD, 1), 201).json();
		String path = PATH + "/" + added.path("id").asString();
		assertThat(added.toString()).doesNotContain(TestDirectoryServer.BIND_PASSWORD);
		String elsewhere = order(TestDirectoryServer.BIND_PASSWORD, 1)
			.replace("\"bind_password\": \"" + TestDirectoryServer.BIND_PASSWORD + "\",", "")
			.replace("ldap://127.0.0.1:" + this.server.plainPort(), "ldap://127.0.0.1:1");
		assertThat(put(path, elsewhere, 400).json().path("problems").findValuesAsString("field"))
			.containsExactly("bind_password");
		String renamed = order("", 1).replace("Corporation", "Another name");
		assertThat(put(path, renamed, 200).json().path("has_password").asBoolean()).isTrue();
		assertThat(this.jdbc.sql("select bind_password from directories where alias = :alias")
			.param("alias", this.alias)
			.query((row, number) -> new String(row.getBytes("bind_password")))
			.single()).doesNotContain(TestDirectoryServer.BIND_PASSWORD);
		assertThat(delete(path).status()).isEqualTo(204);
		assertThat(delete(path).status()).isEqualTo(404);
	}

	@Test
	void directoryWhenSignInIsLongAgoOrNoAdministratorAsksThenNothing() {
		Browser person = this.actors.signedIn(this.actors.person("USER"));
		assertThat(person.getJson(PATH).status()).isEqualTo(404);
		String token = this.admin.csrf();
		assertThat(this.admin.postJson(PATH, order("x", 1), Map.of()).status()).as("no token").isEqualTo(403);
		Directory known = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
		TestDirectories.disable(this.beans, known);
		this.clock.advance(Duration.ofMinutes(16));
		String link = PATH + "/" + known.id() + "/people/" + UUID.randomUUID();
		assertThat(delete(link, token).status()).isEqualTo(403);
		assertThat(this.admin.postJson(PATH, order("x", 1), Map.of("X-CSRF-TOKEN", token)).status()).isEqualTo(403);
		assertThat(this.admin.getJson(PATH).status()).isEqualTo(200);
	}

	private String order(String password, int version) {
		return """
				{"alias": "%s", "kind": "OPENLDAP", "version": %d, "name": "Corporation",
				"addresses": ["ldap://127.0.0.1:%d"], "security": "NONE", "bind_dn": "%s", "bind_password": "%s",
				"people": {"base": "%s"}, "groups": {"base": "%s"}, "domains": ["Corp.example"], "unknown_names": true,
				"accounts_created": true, "email_trusted": true,
				"rules": [{"group": "staff", "kind": "ROLE", "name": "STAFF"}]}""".formatted(this.alias, version,
				this.server.plainPort(), TestDirectoryServer.BIND_DN, password, TestDirectoryServer.PEOPLE,
				TestDirectoryServer.GROUPS);
	}

	private Page post(String path, String body, int status) {
		Page page = this.admin.postJson(path, body, Map.of("X-CSRF-TOKEN", this.admin.csrf()));
		assertThat(page.status()).as(page.response().body()).isEqualTo(status);
		return page;
	}

	private Page put(String path, String body, int status) {
		Page page = this.admin.putJson(path, body, Map.of("X-CSRF-TOKEN", this.admin.csrf()));
		assertThat(page.status()).as(page.response().body()).isEqualTo(status);
		return page;
	}

	private Page delete(String path) {
		return delete(path, this.admin.csrf());
	}

	private Page delete(String path, String token) {
		return this.admin.fetch("DELETE", path, Map.of("X-CSRF-TOKEN", token, "Accept", "application/json"));
	}

	private static String state(JsonNode lines, String check) {
		for (JsonNode line : lines) {
			if (line.path("check").asString().equals(check)) {
				return line.path("state").asString();
			}
		}
		return "none";
	}

}
