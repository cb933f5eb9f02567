package dev.signet.directory;

import java.util.List;
import java.util.Locale;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.checklist.CheckSubject;

/**
 * What is looked at before a directory is trusted to work, in the order in which it is
 * told. The names are stored; never rename one.
 */
enum Check implements CheckSubject {

	/** Whether there is a server. */
	REACHABLE,

	/** Whether it begins to encrypt when it is asked to (RFC 4511 §4.14). */
	STARTTLS,

	/** Whether it shows a certificate that is trusted. */
	PROTECTED,

	/** Whether the name and password for searching are right. */
	BIND,

	/** Whether there is an entry below which people are, and one for groups. */
	BASE,

	/** Whether anybody at all is found. */
	PEOPLE,

	/** Whether whoever is found has what is read of them. */
	ATTRIBUTES,

	/** Whether any group at all is found. */
	GROUPS,

	/** Whether somebody is found by the name that was given. */
	PERSON,

	/** Which groups that person is in. */
	MEMBERSHIP;

	@Override
	public String titleKey() {
		return key("title");
	}

	/** A line that tells what was found. */
	CheckLine line(State state, String finding, String... values) {
		return new CheckLine(this, state, key(finding), List.of(values));
	}

	private String key(String finding) {
		return "directory.check." + name().toLowerCase(Locale.ROOT) + "." + finding;
	}

}
