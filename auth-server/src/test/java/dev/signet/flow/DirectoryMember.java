package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryRule.Kind;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who signed in by a directory, which is asked about them later.
 */
@SignetTest
abstract class DirectoryMember {

	static final String PASSWORD = "a password of the directory";

	@Autowired
	BeanFactory beans;

	@Autowired
	Actors actors;

	@Autowired
	Accounts accounts;

	final TestDirectoryServer server = new TestDirectoryServer();

	final String name = "p" + UUID.randomUUID().toString().substring(0, 12);

	final String other = "o" + this.name;

	Directory directory;

	String dn;

	Browser browser;

	@BeforeEach
	void signIn() {
		this.directory = TestDirectories.enabled(this.beans,
				TestDirectories.settings(this.server, new DirectoryRule("editors", Kind.ROLE, "EDITOR")));
		this.dn = this.server.person(this.name, PASSWORD);
		this.server.person(this.other, "else");
		this.server.group("editors", this.dn);
		this.browser = this.actors.browser();
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
	}

	@AfterEach
	void disable() {
		TestDirectories.disable(this.beans, this.directory);
		this.server.close();
	}

	void look() {
		TestDirectories.look(this.beans, this.directory);
	}

	Page signIn(Browser with) {
		return with.submit(with.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
	}

	boolean signedIn() {
		return this.browser.open("/account").address().getPath().equals("/account");
	}

	Account account() {
		return this.accounts.findByLogin(this.name).orElseThrow();
	}

}
