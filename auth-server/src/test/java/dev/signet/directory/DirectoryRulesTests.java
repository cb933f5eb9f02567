package dev.signet.directory;

import java.net.URI;
import java.util.List;

import dev.signet.directory.DirectoryServer.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DirectoryRulesTests {

	private final DirectoryRules rules = new DirectoryRules(new DirectoryProperties(null, false));

	@Test
	void checkWhenAllIsWrongThenAllIsTold() {
		DirectorySettings settings = new DirectorySettings(" ",
				new DirectoryServer(List.of(URI.create("http://ldap.example.com")), Security.LDAPS, "not a name"),
				new PeopleSearch("nowhere", "(uid=ada)", "entry UUID", "uid", "mail", "givenName", "sn"),
				new GroupSearch("", "member={0}", "", true), new SignInNames(List.of(), false),
				new AccountRules(true, true,
						List.of(new DirectoryRule("admins", DirectoryRule.Kind.ROLE, "ADMIN"),
								new DirectoryRule("", DirectoryRule.Kind.GROUP, "x"))),
				URI.create("http://example.com/password"));
		assertThat(this.rules.check(DirectoryKind.OPENLDAP, settings, false)).extracting(DirectoryProblem::field)
			.contains("name", "addresses", "bind_dn", "bind_password", "people.base", "people.filter", "people.subject",
					"groups.base", "groups.filter", "groups.attribute", "groups.nested", "unknown_names",
					"rules.0.name", "rules.1.group", "password_page");
		assertThat(this.rules.checkAlias("No Alias")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(uid={1}", "(uid={1}))(", "(uid={1})(mail={0})", "uid={1}", "(uid=ada)", "" })
	void checkWhenFilterIsNotOneWholeFilterThenRefused(String filter) {
		assertThat(problems("ldaps://ldap.example.com:636", Security.LDAPS, filter)).containsExactly("people.filter");
	}

	@Test
	void checkWhenPasswordsWouldLeaveThisMachineInClearThenRefused() {
		assertThat(problems("ldap://ldap.example.com:389", Security.NONE, "(uid={1})")).containsExactly("security");
		assertThat(problems("ldap://10.0.0.1:389", Security.NONE, "(uid={1})")).containsExactly("security");
		assertThat(problems("ldap://127.0.0.1:389", Security.NONE, "(uid={1})")).isEmpty();
		assertThat(problems("ldap://ldap.example.com:389", Security.STARTTLS, "(uid={1})")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ldap://ldap.example.com:636", "ldaps://ldap.example.com", "ldaps://a@b:636",
			"ldaps://b:636/dc=x", "ldaps://b:636?x", "ldaps://b:70000" })
	void checkWhenAddressSaysTooMuchOrTooLittleThenRefused(String address) {
		assertThat(problems(address, Security.LDAPS, "(uid={1})")).containsExactly("addresses");
	}

	private List<String> problems(String address, Security security, String filter) {
		DirectorySettings settings = new DirectorySettings("One",
				new DirectoryServer(List.of(URI.create(address)), security, null),
				new PeopleSearch("dc=example,dc=com", filter, "entryUUID", "uid", "mail", "givenName", "sn"), null,
				new SignInNames(List.of(), true), new AccountRules(false, false, List.of()), null);
		return this.rules.check(DirectoryKind.OPENLDAP, settings, false).stream().map(DirectoryProblem::field).toList();
	}

}
