package dev.signet.directory;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

import dev.signet.account.EmailAddress;
import dev.signet.account.GroupName;
import dev.signet.account.Roles;
import dev.signet.directory.DirectoryServer.Security;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What a directory may look like. All that is wrong is told at once. */
@Component
class DirectoryRules {

	private static final int MOST_ADDRESSES = 5;

	private static final int MOST_NAMES = 50;

	private static final int MOST_RULES = 200;

	private static final int LONGEST_TEXT = 1000;

	private static final int MAX_PORT = 65535;

	private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,40}");

	private static final Pattern NAME = Pattern.compile("[^\\p{C}]{1,100}");

	private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");

	private static final Pattern CONTROL = Pattern.compile("\\p{C}");

	private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

	private final DirectoryProperties settings;

	DirectoryRules(DirectoryProperties settings) {
		this.settings = settings;
	}

	List<DirectoryProblem> checkAlias(String alias) {
		return ALIAS.matcher(alias).matches() ? List.of()
				: List.of(DirectoryProblem.of("alias", "directory.problem.alias"));
	}

	/**
	 * All that is wrong, empty for nothing.
	 * @param hasPassword whether there is a password for searching
	 */
	List<DirectoryProblem> check(DirectoryKind kind, DirectorySettings settings, boolean hasPassword) {
		List<DirectoryProblem> problems = new ArrayList<>();
		if (!NAME.matcher(settings.name()).matches() || settings.name().isBlank()) {
			problems.add(DirectoryProblem.of("name", "directory.problem.name"));
		}
		checkServer(settings.server(), hasPassword, problems);
		checkPeople(settings.people(), problems);
		if (settings.groups() != null) {
			checkGroups(kind, settings.groups(), problems);
		}
		checkNames(settings.names(), problems);
		checkAccounts(settings, problems);
		if (settings.passwordPage() != null && !page(settings.passwordPage())) {
			problems.add(DirectoryProblem.of("password_page", "directory.problem.page"));
		}
		return problems;
	}

	private static void checkServer(DirectoryServer server, boolean hasPassword, List<DirectoryProblem> problems) {
		boolean secure = server.security() == Security.LDAPS;
		if (server.addresses().isEmpty() || server.addresses().size() > MOST_ADDRESSES
				|| !server.addresses().stream().allMatch((address) -> address(address, secure ? "ldaps" : "ldap"))) {
			problems.add(DirectoryProblem.of("addresses", "directory.problem.addresses", String.valueOf(MOST_ADDRESSES),
					secure ? "ldaps://ldap.example.com:636" : "ldap://ldap.example.com:389"));
		}
		else if (server.security() == Security.NONE && !server.addresses().stream().allMatch(DirectoryRules::local)) {
			problems.add(DirectoryProblem.of("security", "directory.problem.security"));
		}
		if (server.bindDn() == null) {
			if (hasPassword) {
				problems.add(DirectoryProblem.of("bind_dn", "directory.problem.bind-dn"));
			}
			return;
		}
		if (!name(server.bindDn())) {
			problems
				.add(DirectoryProblem.of("bind_dn", "directory.problem.dn", "cn=signet,ou=services,dc=example,dc=com"));
		}
		if (!hasPassword) {
			problems.add(DirectoryProblem.of("bind_password", "directory.problem.bind-password"));
		}
	}

	private static void checkPeople(PeopleSearch people, List<DirectoryProblem> problems) {
		if (!place(people.base())) {
			problems.add(DirectoryProblem.of("people.base", "directory.problem.dn", "ou=people,dc=example,dc=com"));
		}
		if (!filter(people.filter())) {
			problems.add(filterProblem("people.filter", "(&(objectClass=person)(uid={1}))"));
		}
		checkAttribute("people.subject", people.subject(), problems);
		checkAttribute("people.username", people.username(), problems);
		checkAttribute("people.email", people.email(), problems);
		checkAttribute("people.given_name", people.givenName(), problems);
		checkAttribute("people.family_name", people.familyName(), problems);
	}

	private static void checkGroups(DirectoryKind kind, GroupSearch groups, List<DirectoryProblem> problems) {
		if (!place(groups.base())) {
			problems.add(DirectoryProblem.of("groups.base", "directory.problem.dn", "ou=groups,dc=example,dc=com"));
		}
		if (!filter(groups.filter())) {
			problems.add(filterProblem("groups.filter", "(&(objectClass=groupOfNames)(member={0}))"));
		}
		checkAttribute("groups.attribute", groups.attribute(), problems);
		if (groups.nested() && (kind != DirectoryKind.ACTIVE_DIRECTORY || !groups.filter().contains("(member={0})"))) {
			problems.add(DirectoryProblem.of("groups.nested", "directory.problem.nested", "(member={0})"));
		}
	}

	private static void checkNames(SignInNames names, List<DirectoryProblem> problems) {
		if (names.domains().size() > MOST_NAMES
				|| !names.domains().stream().allMatch((domain) -> DOMAIN.matcher(domain).matches())) {
			problems.add(DirectoryProblem.of("domains", "directory.problem.domains", String.valueOf(MOST_NAMES)));
		}
		if (names.domains().isEmpty() && !names.unknown()) {
			problems.add(DirectoryProblem.of("unknown_names", "directory.problem.unknown-names"));
		}
	}

	private void checkAccounts(DirectorySettings settings, List<DirectoryProblem> problems) {
		List<DirectoryRule> rules = settings.accounts().rules();
		if (rules.size() > MOST_RULES) {
			problems.add(DirectoryProblem.of("rules", "directory.problem.rules", String.valueOf(MOST_RULES)));
			return;
		}
		if (!rules.isEmpty() && settings.groups() == null) {
			problems.add(DirectoryProblem.of("groups", "directory.problem.groups"));
		}
		Set<DirectoryRule> before = new HashSet<>();
		for (int i = 0; i < rules.size(); i++) {
			checkRule("rules." + i, rules.get(i), !before.add(rules.get(i)), problems);
		}
	}

	private void checkRule(String field, DirectoryRule rule, boolean twice, List<DirectoryProblem> problems) {
		if (rule.group().isBlank() || rule.group().length() > LONGEST_TEXT || CONTROL.matcher(rule.group()).find()) {
			problems.add(DirectoryProblem.of(field + ".group", "directory.problem.rule-group"));
		}
		else if (twice) {
			problems.add(DirectoryProblem.of(field + ".group", "directory.problem.rule-twice"));
		}
		if (rule.kind() == DirectoryRule.Kind.GROUP && GroupName.parse(rule.name()).isEmpty()) {
			problems.add(DirectoryProblem.of(field + ".name", "directory.problem.rule-name-group"));
		}
		else if (rule.kind() == DirectoryRule.Kind.ROLE && !Roles.wellFormed(rule.name())) {
			problems.add(DirectoryProblem.of(field + ".name", "directory.problem.rule-name-role"));
		}
		else if (administrators(rule) && !this.settings.giveAdmin()) {
			problems.add(DirectoryProblem.of(field + ".name", "directory.problem.rule-admin"));
		}
	}

	private static void checkAttribute(String field, String attribute, List<DirectoryProblem> problems) {
		if (!ATTRIBUTE.matcher(attribute).matches()) {
			problems.add(DirectoryProblem.of(field, "directory.problem.attribute"));
		}
	}

	/** What is written in braces is no place for a value of the sentence. */
	private static DirectoryProblem filterProblem(String field, String example) {
		return DirectoryProblem.of(field, "directory.problem.filter", "{0}", "{1}", example);
	}

	private static boolean administrators(DirectoryRule rule) {
		return rule.kind() == DirectoryRule.Kind.ROLE && rule.name().equals(Roles.ADMIN);
	}

	private static boolean address(URI address, String scheme) {
		return scheme.equals(address.getScheme()) && address.getHost() != null && address.getRawUserInfo() == null
				&& (address.getRawPath() == null || address.getRawPath().isEmpty()) && address.getRawQuery() == null
				&& address.getRawFragment() == null && address.getPort() > 0 && address.getPort() <= MAX_PORT;
	}

	/** By the name alone: where it leads is seen when a connection is made. */
	private static boolean local(URI address) {
		String host = address.getHost().toLowerCase(Locale.ROOT);
		return host.equals("localhost") || (literal(host) && loopback(host));
	}

	private static boolean literal(String host) {
		return host.startsWith("[") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
	}

	private static boolean loopback(String literal) {
		try {
			return InetAddress.getByName(literal).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static boolean page(URI page) {
		return "https".equals(page.getScheme()) && page.getHost() != null && page.getRawUserInfo() == null
				&& page.toString().length() <= LONGEST_TEXT;
	}

	/** Active Directory also takes user@domain in the place of a name. */
	private static boolean name(String dn) {
		return place(dn) || (dn.length() <= LONGEST_TEXT && EmailAddress.parse(dn).isPresent());
	}

	private static boolean place(String dn) {
		return !dn.isBlank() && dn.length() <= LONGEST_TEXT && !CONTROL.matcher(dn).find() && distinguished(dn);
	}

	/**
	 * Whether it can be read as the distinguished name of an entry. A group that is
	 * called so is not the one that a rule means by it.
	 */
	static boolean distinguished(String text) {
		try {
			return !new LdapName(text).isEmpty();
		}
		catch (InvalidNameException ex) {
			return false;
		}
	}

	/** One whole filter with a place for a value: all that opens is closed again. */
	private static boolean filter(String filter) {
		if (filter.length() > LONGEST_TEXT || CONTROL.matcher(filter).find() || !filter.startsWith("(")
				|| !filter.endsWith(")") || !(filter.contains("{0}") || filter.contains("{1}"))) {
			return false;
		}
		int depth = 0;
		for (int i = 0; i < filter.length(); i++) {
			depth += (filter.charAt(i) == '(') ? 1 : (filter.charAt(i) == ')') ? -1 : 0;
			if (depth < 1 && i < filter.length() - 1) {
				return false;
			}
		}
		return depth == 0;
	}

}
