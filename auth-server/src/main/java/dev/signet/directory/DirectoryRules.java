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

	private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

	private final DirectoryProperties settings;

	DirectoryRules(DirectoryProperties settings) {
		this.settings = settings;
	}

	List<DirectoryProblem> checkAlias(String alias) {
		return ALIAS.matcher(alias).matches() ? List.of()
				: List.of(new DirectoryProblem("alias", "Use 1 to 40 small letters, digits and hyphens."));
	}

	/**
	 * All that is wrong, empty for nothing.
	 * @param hasPassword whether there is a password for searching
	 */
	List<DirectoryProblem> check(DirectoryKind kind, DirectorySettings settings, boolean hasPassword) {
		List<DirectoryProblem> problems = new ArrayList<>();
		if (!NAME.matcher(settings.name()).matches() || settings.name().isBlank()) {
			problems.add(new DirectoryProblem("name", "Use 1 to 100 characters in one line."));
		}
		checkServer(settings.server(), hasPassword, problems);
		checkPeople(settings.people(), problems);
		if (settings.groups() != null) {
			checkGroups(kind, settings.groups(), problems);
		}
		checkNames(settings.names(), problems);
		checkAccounts(settings, problems);
		if (settings.passwordPage() != null && !page(settings.passwordPage())) {
			problems.add(new DirectoryProblem("password_page", "It is an https address."));
		}
		return problems;
	}

	private static void checkServer(DirectoryServer server, boolean hasPassword, List<DirectoryProblem> problems) {
		boolean secure = server.security() == Security.LDAPS;
		if (server.addresses().isEmpty() || server.addresses().size() > MOST_ADDRESSES
				|| !server.addresses().stream().allMatch((address) -> address(address, secure ? "ldaps" : "ldap"))) {
			problems.add(new DirectoryProblem("addresses", "Name 1 to " + MOST_ADDRESSES + ", like "
					+ (secure ? "ldaps://ldap.example.com:636." : "ldap://ldap.example.com:389.")));
		}
		else if (server.security() == Security.NONE && !server.addresses().stream().allMatch(DirectoryRules::local)) {
			problems.add(new DirectoryProblem("security",
					"Passwords leave this machine only with LDAPS or STARTTLS; NONE is for localhost."));
		}
		if (server.bindDn() == null) {
			return;
		}
		if (!name(server.bindDn()) || server.bindDn().isBlank()) {
			problems.add(new DirectoryProblem("bind_dn",
					"It is a distinguished name, like cn=signet,ou=services,dc=example,dc=com."));
		}
		if (!hasPassword) {
			problems.add(new DirectoryProblem("bind_password", "Give the password of bind_dn for this server."));
		}
	}

	private static void checkPeople(PeopleSearch people, List<DirectoryProblem> problems) {
		if (!name(people.base()) || people.base().isBlank()) {
			problems.add(new DirectoryProblem("people.base",
					"It is a distinguished name, like ou=people,dc=example,dc=com."));
		}
		if (!filter(people.filter())) {
			problems.add(new DirectoryProblem("people.filter",
					"It is a filter with {0} or {1}, like (&(objectClass=person)(uid={1}))."));
		}
		if (!people.attributes().allMatch((attribute) -> ATTRIBUTE.matcher(attribute).matches())) {
			problems.add(new DirectoryProblem("people",
					"subject, username, email, given_name and family_name are names of attributes."));
		}
	}

	private static void checkGroups(DirectoryKind kind, GroupSearch groups, List<DirectoryProblem> problems) {
		if (!name(groups.base()) || groups.base().isBlank()) {
			problems.add(new DirectoryProblem("groups.base",
					"It is a distinguished name, like ou=groups,dc=example,dc=com."));
		}
		if (!filter(groups.filter())) {
			problems.add(new DirectoryProblem("groups.filter",
					"It is a filter with {0} or {1}, like (&(objectClass=groupOfNames)(member={0}))."));
		}
		if (!ATTRIBUTE.matcher(groups.attribute()).matches()) {
			problems.add(new DirectoryProblem("groups.attribute", "It is the name of an attribute, like cn."));
		}
		if (groups.nested() && (kind != DirectoryKind.ACTIVE_DIRECTORY || !groups.filter().contains("(member={0})"))) {
			problems.add(new DirectoryProblem("groups.nested",
					"It is for ACTIVE_DIRECTORY, with (member={0}) in groups.filter."));
		}
	}

	private static void checkNames(SignInNames names, List<DirectoryProblem> problems) {
		if (names.domains().size() > MOST_NAMES
				|| !names.domains().stream().allMatch((domain) -> DOMAIN.matcher(domain).matches())) {
			problems.add(new DirectoryProblem("domains", "Name at most " + MOST_NAMES + ", like example.com or CORP."));
		}
		if (names.domains().isEmpty() && !names.unknown()) {
			problems.add(new DirectoryProblem("unknown_names",
					"Without domains and unknown names, nobody would be looked for: name a domain, or say true."));
		}
	}

	private void checkAccounts(DirectorySettings settings, List<DirectoryProblem> problems) {
		List<DirectoryRule> rules = settings.accounts().rules();
		if (rules.size() > MOST_RULES || !rules.stream().allMatch(DirectoryRules::rule)) {
			problems.add(new DirectoryProblem("rules", "At most " + MOST_RULES
					+ ", each with the group of the directory, the kind ROLE or GROUP, and the name of a role or group."));
		}
		if (!rules.isEmpty() && settings.groups() == null) {
			problems.add(new DirectoryProblem("groups", "To give something by groups, say how groups are found."));
		}
		if (!this.settings.giveAdmin() && rules.stream().anyMatch(DirectoryRules::administrators)) {
			problems.add(new DirectoryProblem("rules",
					"To make administrators by a group, the operator sets signet.directory.give-admin."));
		}
		Set<DirectoryRule> different = new HashSet<>(rules);
		if (different.size() < rules.size()) {
			problems.add(new DirectoryProblem("rules", "Name each rule once."));
		}
	}

	private static boolean rule(DirectoryRule rule) {
		boolean named = switch (rule.kind()) {
			case ROLE -> Roles.wellFormed(rule.name());
			case GROUP -> GroupName.parse(rule.name()).isPresent();
		};
		return named && !rule.group().isBlank() && rule.group().length() <= LONGEST_TEXT;
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

	private static boolean name(@Nullable String dn) {
		if (dn == null || dn.length() > LONGEST_TEXT) {
			return false;
		}
		try {
			// As Active Directory also takes user@domain in the place of a name
			return EmailAddress.parse(dn).isPresent() || !new LdapName(dn).isEmpty();
		}
		catch (InvalidNameException ex) {
			return false;
		}
	}

	/** One whole filter with a place for a value: all that opens is closed again. */
	private static boolean filter(String filter) {
		if (filter.length() > LONGEST_TEXT || !filter.startsWith("(") || !filter.endsWith(")")
				|| !(filter.contains("{0}") || filter.contains("{1}"))) {
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
