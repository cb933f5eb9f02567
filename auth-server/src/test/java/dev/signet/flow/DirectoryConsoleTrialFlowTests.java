package dev.signet.flow;

import java.util.Map;

import dev.signet.account.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator tries in the console how somebody would sign in by a directory.
 */
class DirectoryConsoleTrialFlowTests extends DirectoryConsole {

	@Test
	void tryThenShowsAllButSecretsAsTextAndWritesNothing() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.change(dn, "description", "<script>alert('x')</script>");
		this.server.group("editors", dn);
		add(form());
		this.admin.submit(open("/rules"), Map.of("do", "add"));
		this.admin.submit(this.admin.submit(open("/rules"), Map.of("do", "add")),
				Map.of("do", "save", "ruleGroup-0", "EDITORS", "ruleKind-0", "ROLE", "ruleName-0", "EDITOR"));
		String before = accounts();
		Page page = tried(this.name, PASSWORD);
		assertThat(page.document().select(".claims").text()).contains("<script>alert('x')</script>", "EDITOR",
				"cn=editors", "userPassword Not shown");
		assertThat(page.document().select("main script")).isEmpty();
		assertThat(page.response().body()).doesNotContain(PASSWORD);
		assertThat(page.document().getElementById("name").val()).isEqualTo(this.name);
		assertThat(page.document().text()).contains("not switched on");
		assertThat(accounts()).isEqualTo(before);
		assertThat(this.jdbc.sql("select count(*) from directory_links where directory_id = :id")
			.param("id", now().id().value())
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.jdbc.sql("select string_agg(details::text, ' ') from audit_events where account_id = :id")
			.param("id", this.administrator.id().value())
			.query(String.class)
			.single()).doesNotContain(this.name);
	}

	/** Else whoever gets at the console could guess without end. */
	@Test
	void tryWhenPasswordsAreWrongThenCountedAsAtSignIn() {
		this.server.person(this.name, PASSWORD);
		add(form());
		Page wrong = tried(this.name, "wrong");
		assertThat(wrong.document().select("#outcome").text()).contains("turned away");
		assertThat(wrong.document().select(".facts").text()).contains("Password Wrong");
		assertThat(wrong.document().getElementById("password").val()).isEmpty();
		for (int i = 0; i < 5; i++) {
			tried(this.name, "wrong");
		}
		int asked = this.server.binds().size();
		assertThat(tried(this.name, PASSWORD).document().select(".facts").text()).contains("too many");
		assertThat(this.server.binds()).hasSize(asked);
	}

	@Test
	void tryWhenAnAccountHereIsInTheWayThenNamedAndNotTakenOver() {
		Account other = this.actors.person("USER");
		this.server.person(other.username(), PASSWORD);
		add(form());
		Page page = tried(other.username(), "");
		assertThat(page.document().select(".outcome").text()).contains("turned away", "is looked for there",
				other.username());
		this.admin.submit(open("/edit"), Map.of("domains", "corp.example"));
		assertThat(tried(other.username() + "@corp.example", "").document().select(".outcome").text())
			.contains("They would get an account", "asked for a username", "with that username " + other.username());
		Account confirmed = this.actors.confirmed("USER");
		this.server.person(this.name, PASSWORD, confirmed.emailAddress());
		this.admin.submit(open("/edit"), Map.of("emailTrusted", "on"));
		assertThat(tried(this.name, "").document().select(".outcome").text()).contains(confirmed.username(),
				"sign in here first");
	}

	/** A name that nobody may choose is not given at the sign-in either. */
	@Test
	void tryWhenNobodyMayChooseTheNameThenAskedForAnother() {
		this.server.person("postmaster", PASSWORD, "p" + this.name + "@example.test");
		this.server.person(this.name, PASSWORD);
		add(form());
		assertThat(tried("postmaster", "").document().select(".outcome").text()).contains("asked for a username");
		assertThat(tried(this.name, "").document().select(".outcome").text()).contains("They would get an account")
			.doesNotContain("asked for");
	}

	@ParameterizedTest
	@CsvSource({ "'', name", "'\u0007', name" })
	void tryWhenNameIsNoneThenToldBesideIt(String typed, String field) {
		add(form());
		Page page = tried(typed, "a password");
		assertThat(page.document().select("[aria-invalid=true]").eachAttr("name")).containsExactly(field);
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(this.server.filters()).isEmpty();
	}

	@Test
	void tryWhenNameIsLongOrPasswordIsThenToldBesideItAndNobodyIsAsked() {
		add(form());
		assertThat(tried("n".repeat(255), "").document().getElementById("name-error")).isNotNull();
		Page page = tried(this.name, "p".repeat(1001));
		assertThat(page.document().getElementById("password-error")).isNotNull();
		assertThat(page.document().getElementById("name").val()).isEqualTo(this.name);
		assertThat(this.server.filters()).isEmpty();
	}

	@Test
	void tryWhenDirectoryIsAwayThenSaid() {
		add(form());
		this.server.close();
		Page page = tried(this.name, "");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().select("[role=alert]").text()).contains("no answer");
		assertThat(this.admin.press(open("/check")).document().select(".lines .FAILED").text()).contains("Server");
	}

	/** All that accounts are, as a checksum. */
	private String accounts() {
		return this.jdbc.sql("select md5(coalesce(string_agg(a::text, '|' order by a.id), '')) from accounts a")
			.query(String.class)
			.single();
	}

}
