package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A directory in the console, and the administrator who works on it there.
 */
@SignetTest
abstract class DirectoryConsole {

	static final String ADD = "/admin/directories/add/openldap";

	static final String PASSWORD = "a password over there";

	@Autowired
	Actors actors;

	@Autowired
	MutableClock clock;

	@Autowired
	Directories directories;

	@Autowired
	JdbcClient jdbc;

	final TestDirectoryServer server = new TestDirectoryServer();

	final String alias = "c" + UUID.randomUUID().toString().substring(0, 12);

	/** Somebody there. */
	final String name = "n" + UUID.randomUUID().toString().substring(0, 12);

	Account administrator;

	Browser admin;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@AfterEach
	void disable() {
		stored().forEach((directory) -> this.directories.disable(directory.id(), this.administrator.id()));
		this.server.close();
	}

	Page add(Map<String, String> typed) {
		return this.admin.submit(this.admin.open(ADD), typed);
	}

	Page tried(String typed, String password) {
		return this.admin.submit(open("/try"), Map.of("name", typed, "password", password));
	}

	Page open(String below) {
		return this.admin.open("/admin/directories/" + now().id() + below);
	}

	Directory now() {
		return stored().get(0);
	}

	List<Directory> stored() {
		return this.directories.all().stream().filter((directory) -> directory.alias().equals(this.alias)).toList();
	}

	Map<String, String> form() {
		return Map.of("alias", this.alias, "name", "Corporation", "addresses",
				"ldap://127.0.0.1:" + this.server.plainPort(), "security", "NONE", "bindDn",
				TestDirectoryServer.BIND_DN, "bindPassword", TestDirectoryServer.BIND_PASSWORD, "peopleBase",
				TestDirectoryServer.PEOPLE, "groupBase", TestDirectoryServer.GROUPS, "accountsCreated", "on",
				"emailTrusted", "on");
	}

}
