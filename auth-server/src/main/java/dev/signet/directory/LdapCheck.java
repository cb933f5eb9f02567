package dev.signet.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import dev.signet.directory.CheckLine.Check;
import dev.signet.directory.CheckLine.State;
import dev.signet.directory.DirectoryServer.Security;
import org.jspecify.annotations.Nullable;

import org.springframework.ldap.AuthenticationException;
import org.springframework.ldap.NamingException;

/** The lines of the check that need a conversation. The first failure ends it. */
final class LdapCheck {

	private static final int MOST_SHOWN = 20;

	private final Directory directory;

	private final LdapDirectory ldap;

	private final List<CheckLine> lines = new ArrayList<>();

	LdapCheck(Directory directory, @Nullable String bindPassword, LdapSockets sockets) {
		this.directory = directory;
		this.ldap = new LdapDirectory(directory, bindPassword, sockets);
	}

	List<CheckLine> run(@Nullable String sample) {
		try (LdapSession session = this.ldap.open()) {
			passed(Check.PROTECTED, (this.directory.settings().server().security() == Security.NONE)
					? "Nothing is encrypted, which is for this machine alone." : "Its certificate is trusted.");
			passed(Check.BIND, (this.directory.settings().server().bindDn() != null) ? "Name and password are right."
					: "It can be searched without a name.");
			if (bases(session) && sample != null) {
				person(session, sample);
			}
		}
		catch (AuthenticationException ex) {
			passed(Check.PROTECTED, "It answers.");
			failed(Check.BIND, "The name or password for searching (bind_dn, bind_password) is wrong.");
		}
		catch (NamingException ex) {
			broken(ex);
		}
		return this.lines;
	}

	private void broken(NamingException ex) {
		if (!this.lines.isEmpty()) {
			failed(Check.BASE, "The search failed: " + said(ex));
			return;
		}
		boolean encryption = false;
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			encryption |= cause instanceof SSLException;
		}
		failed(Check.PROTECTED, encryption
				? "There is no TLS with a certificate that is trusted, for this very name. Certificates of your own "
						+ "authority go into signet.directory.trusted-certificates."
				: "The server ends the conversation: " + said(ex));
	}

	private boolean bases(LdapSession session) {
		@Nullable GroupSearch groups = this.directory.settings().groups();
		List<String> missing = Stream
			.concat(Stream.of(this.directory.settings().people().base()),
					(groups != null) ? Stream.of(groups.base()) : Stream.empty())
			.filter((base) -> !exists(session, base))
			.toList();
		if (missing.isEmpty()) {
			passed(Check.BASE, "The places where people and groups are looked for exist.");
		}
		else {
			failed(Check.BASE, "There is no such entry, or it may not be read: " + String.join("; ", missing) + ".");
		}
		return missing.isEmpty();
	}

	private static boolean exists(LdapSession session, String base) {
		try {
			return session.exists(base);
		}
		catch (NamingException ex) {
			return false;
		}
	}

	private void person(LdapSession session, String sample) {
		List<LdapEntry> found = session.people(sample.strip());
		PeopleSearch people = this.directory.settings().people();
		if (found.isEmpty()) {
			failed(Check.PERSON, "Nobody is found by that name: people.filter, or what bind_dn may read.");
		}
		else if (found.size() > 1) {
			failed(Check.PERSON, "Several people are found by that name, so none of them could sign in.");
		}
		else if (found.get(0).text(people.subject()).isEmpty()) {
			failed(Check.PERSON, "The person is found, but has no " + people.subject() + ", which says who it is.");
		}
		else {
			LdapEntry entry = found.get(0);
			passed(Check.PERSON, "Found as " + entry.dn() + ", " + attributes(entry) + "."
					+ (entry.disabled() ? " Switched off there, so this person cannot sign in." : ""));
			groups(session.groups(entry));
		}
	}

	private String attributes(LdapEntry entry) {
		return this.directory.settings()
			.people()
			.attributes()
			.distinct()
			.map((attribute) -> entry.text(attribute).map((text) -> attribute + "=" + text).orElse("no " + attribute))
			.collect(Collectors.joining(", "));
	}

	private void groups(Set<String> names) {
		if (this.directory.settings().groups() != null) {
			passed(Check.GROUPS, names.isEmpty() ? "The person is in no group."
					: names.stream().limit(MOST_SHOWN).collect(Collectors.joining("; ", "Found: ", ".")));
		}
	}

	private void passed(Check check, String sentence) {
		this.lines.add(new CheckLine(check, State.PASSED, sentence));
	}

	private void failed(Check check, String sentence) {
		this.lines.add(new CheckLine(check, State.FAILED, sentence));
	}

	/** What the server says, in one short line. */
	private static String said(NamingException ex) {
		String text = String.valueOf(ex.getMessage()).replaceAll("\\p{C}+", " ").strip();
		return (text.length() > 200) ? text.substring(0, 200) + "…" : text;
	}

}
