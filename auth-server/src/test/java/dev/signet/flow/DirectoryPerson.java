package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryRule.Kind;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Somebody who is in a directory, and comes to sign in here.
 */
abstract class DirectoryPerson extends Flow {

	static final String CONNECT = "/account/security/directory";

	static final String PASSWORD = "a password of the directory";

	@Autowired
	JdbcClient jdbc;

	final TestDirectoryServer server = new TestDirectoryServer();

	final String name = "d" + UUID.randomUUID().toString().substring(0, 12);

	Directory directory;

	@BeforeEach
	void enable() {
		this.directory = TestDirectories.enabled(this.beans, settings());
	}

	@AfterEach
	void disable() {
		TestDirectories.disable(this.beans, this.directory);
		this.server.close();
	}

	DirectorySettings settings() {
		return TestDirectories.settings(this.server, new DirectoryRule("EDITORS", Kind.ROLE, "EDITOR"),
				new DirectoryRule("cn=authors," + TestDirectoryServer.GROUPS, Kind.GROUP, "Authors"));
	}

	Account account() {
		return this.accounts.findByLogin(this.name).orElseThrow();
	}

	int links() {
		return this.jdbc.sql("select count(*) from directory_links where directory_id = :id")
			.param("id", this.directory.id().value())
			.query(Integer.class)
			.single();
	}

	Page signIn(String login, String password) {
		Browser browser = this.actors.browser();
		return submit(browser, browser.open("/signin"), login, password);
	}

	static Page submit(Browser browser, Page page, String login, String password) {
		return browser.submit(page, Map.of("login", login, "password", password));
	}

	static String alert(Page page) {
		return page.document().select("#problem").text();
	}

}
