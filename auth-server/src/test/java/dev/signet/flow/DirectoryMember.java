package dev.signet.flow;

import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryRule.Kind;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.TestDirectories;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who signed in by a directory, which is asked about them later.
 */
abstract class DirectoryMember extends DirectoryPerson {

	final String other = "o" + this.name;

	String dn;

	Browser browser;

	@BeforeEach
	void signIn() {
		this.dn = this.server.person(this.name, PASSWORD);
		this.server.person(this.other, "else");
		this.server.group("editors", this.dn);
		this.browser = this.actors.browser();
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
	}

	@Override
	DirectorySettings settings() {
		return TestDirectories.settings(this.server, new DirectoryRule("editors", Kind.ROLE, "EDITOR"));
	}

	void look() {
		TestDirectories.look(this.beans, this.directory);
	}

	Page signIn(Browser with) {
		return submit(with, with.open("/signin"), this.name, PASSWORD);
	}

	boolean signedIn() {
		return this.browser.open("/account").address().getPath().equals("/account");
	}

}
