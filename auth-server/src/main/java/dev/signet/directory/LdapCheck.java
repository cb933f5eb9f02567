package dev.signet.directory;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.directory.DirectoryServer.Security;
import org.jspecify.annotations.Nullable;

import org.springframework.ldap.AuthenticationException;
import org.springframework.ldap.NamingException;

/**
 * The lines of the check that need a conversation. What breaks the conversation ends it.
 */
final class LdapCheck {

	private static final int MOST_SHOWN = 20;

	private final DirectorySettings settings;

	private final LdapDirectory ldap;

	private final Instant now;

	private final List<CheckLine> lines = new ArrayList<>();

	private Check next = Check.BASE;

	LdapCheck(Directory directory, LdapDirectory ldap, Instant now) {
		this.settings = directory.settings();
		this.ldap = ldap;
		this.now = now;
	}

	List<CheckLine> run(@Nullable String sample) {
		try (LdapSession session = this.ldap.open()) {
			encrypted();
			String name = this.settings.server().bindDn();
			if (name != null) {
				add(Check.BIND, State.PASSED, "accepted", name);
			}
			else {
				add(Check.BIND, State.PASSED, "nobody");
			}
			if (bases(session)) {
				searches(session, sample);
			}
		}
		catch (AuthenticationException ex) {
			encrypted();
			String name = this.settings.server().bindDn();
			if (name != null) {
				add(Check.BIND, State.FAILED, "refused", name);
			}
			else {
				add(Check.BIND, State.FAILED, "nobody-refused");
			}
		}
		catch (NamingException ex) {
			broken(ex);
		}
		return this.lines;
	}

	private void searches(LdapSession session, @Nullable String sample) {
		this.next = Check.PEOPLE;
		people(session.anybody());
		this.next = Check.GROUPS;
		groups(session);
		if (sample != null) {
			this.next = Check.PERSON;
			person(session, sample.strip());
		}
	}

	private void encrypted() {
		if (this.settings.server().security() == Security.STARTTLS) {
			add(Check.STARTTLS, State.PASSED, "begun");
		}
		add(Check.PROTECTED, State.PASSED, (this.settings.server().security() == Security.NONE) ? "local" : "trusted");
	}

	private void broken(NamingException ex) {
		if (!this.lines.isEmpty()) {
			this.lines.add(new CheckLine(this.next, State.FAILED, "directory.check.broken", List.of(said(ex))));
			return;
		}
		String encryption = encryption(ex);
		boolean later = this.settings.server().security() == Security.STARTTLS;
		if (later && encryption == null) {
			add(Check.STARTTLS, State.FAILED, "refused", said(ex));
			return;
		}
		if (later) {
			add(Check.STARTTLS, State.PASSED, "begun");
		}
		add(Check.PROTECTED, State.FAILED, (encryption != null) ? encryption : "ended", said(ex));
	}

	/** What is wrong with TLS or the certificate, null when it is neither. */
	private static @Nullable String encryption(NamingException ex) {
		boolean tls = false;
		boolean certificate = false;
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof CertificateExpiredException) {
				return "expired";
			}
			if (cause instanceof CertPathBuilderException) {
				return "unknown";
			}
			tls |= cause instanceof SSLException;
			certificate |= cause instanceof CertificateException;
		}
		// Of a trusted one, it is the name that does not fit
		return certificate ? "another-name" : (tls ? "no-tls" : null);
	}

	private boolean bases(LdapSession session) {
		@Nullable GroupSearch groups = this.settings.groups();
		List<String> missing = Stream
			.concat(Stream.of(this.settings.people().base()),
					(groups != null) ? Stream.of(groups.base()) : Stream.empty())
			.filter((base) -> !exists(session, base))
			.toList();
		if (missing.isEmpty()) {
			add(Check.BASE, State.PASSED, "found");
		}
		else {
			add(Check.BASE, State.FAILED, "missing", String.join("; ", missing));
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

	private void people(List<LdapEntry> found) {
		if (found.isEmpty()) {
			add(Check.PEOPLE, State.FAILED, "nobody", this.settings.people().base());
			return;
		}
		add(Check.PEOPLE, State.PASSED, "found", String.valueOf(found.size()));
		attributes(found);
	}

	/** Without a subject nobody is known; whoever is new is asked for the others. */
	private void attributes(List<LdapEntry> found) {
		PeopleSearch people = this.settings.people();
		List<String> asked = this.settings.accounts().created() ? List.of(people.username(), people.email())
				: List.of();
		List<String> lacked = asked.stream().filter((attribute) -> lacking(attribute, found) > 0).toList();
		if (lacking(people.subject(), found) == found.size()) {
			add(Check.ATTRIBUTES, State.FAILED, "missing", people.subject());
		}
		else if (lacking(people.subject(), found) > 0) {
			add(Check.ATTRIBUTES, State.WARNED, "some-missing", people.subject());
		}
		else if (!lacked.isEmpty()) {
			add(Check.ATTRIBUTES, State.WARNED, "incomplete", String.join(", ", lacked));
		}
		else {
			add(Check.ATTRIBUTES, State.PASSED, "complete",
					Stream.concat(Stream.of(people.subject()), asked.stream()).collect(Collectors.joining(", ")));
		}
	}

	private static long lacking(String attribute, List<LdapEntry> found) {
		return found.stream().filter((entry) -> entry.text(attribute).isEmpty()).count();
	}

	private void groups(LdapSession session) {
		GroupSearch groups = this.settings.groups();
		if (groups == null) {
			add(Check.GROUPS, State.SKIPPED, "unused");
		}
		else if (session.anyGroup(groups)) {
			add(Check.GROUPS, State.PASSED, "found");
		}
		else {
			add(Check.GROUPS, State.WARNED, "none", groups.base());
		}
	}

	private void person(LdapSession session, String sample) {
		List<LdapEntry> found = session.people(sample);
		PeopleSearch people = this.settings.people();
		if (found.isEmpty()) {
			add(Check.PERSON, State.FAILED, "nobody");
		}
		else if (found.size() > 1) {
			add(Check.PERSON, State.FAILED, "several");
		}
		else if (found.get(0).text(people.subject()).isEmpty()) {
			add(Check.PERSON, State.FAILED, "no-subject", people.subject());
		}
		else {
			LdapEntry entry = found.get(0);
			DirectoryStanding standing = LdapStanding.of(entry, this.now);
			add(Check.PERSON, (standing == DirectoryStanding.OPEN) ? State.PASSED : State.WARNED, finding(standing),
					entry.dn(), attributes(entry));
			membership(session.groups(entry));
		}
	}

	private String attributes(LdapEntry entry) {
		return this.settings.people()
			.attributes()
			.distinct()
			.map((attribute) -> attribute + "=" + entry.text(attribute).orElse("–"))
			.collect(Collectors.joining(", "));
	}

	private static String finding(DirectoryStanding standing) {
		return (standing == DirectoryStanding.OPEN) ? "found"
				: standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private void membership(DirectoryGroups groups) {
		if (this.settings.groups() == null) {
			return;
		}
		Set<String> names = groups.names();
		if (names.isEmpty()) {
			add(Check.MEMBERSHIP, State.PASSED, "none");
		}
		else if (!groups.whole()) {
			add(Check.MEMBERSHIP, State.WARNED, "cut",
					names.stream().limit(MOST_SHOWN).collect(Collectors.joining("; ")),
					String.valueOf(DirectoryGroups.MOST));
		}
		else {
			add(Check.MEMBERSHIP, State.PASSED, "found",
					names.stream().limit(MOST_SHOWN).collect(Collectors.joining("; ")));
		}
	}

	private void add(Check check, State state, String finding, String... values) {
		this.lines.add(check.line(state, finding, values));
	}

	/** What the server says, in one short line. */
	private static String said(NamingException ex) {
		String text = String.valueOf(ex.getMessage()).replaceAll("\\p{C}+", " ").strip();
		return (text.length() > 200) ? text.substring(0, 200) + "…" : text;
	}

}
