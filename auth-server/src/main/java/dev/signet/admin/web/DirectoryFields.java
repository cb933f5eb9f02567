package dev.signet.admin.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.signet.directory.DirectoryKind;

/**
 * Which fields the form for a kind of directory has: first those that nobody can fill in
 * but whoever knows it, then those that are as usual there.
 */
final class DirectoryFields {

	/** The names of all but the password, as a regular expression. */
	static final String NAMES = "name|addresses|security|bindDn|peopleBase|groupBase|accountsCreated|domains"
			+ "|unknownNames|emailTrusted|passwordPage|peopleFilter|subject|username|email|givenName|familyName"
			+ "|groupFilter|groupAttribute|nested";

	/** The name of that. */
	static final String SECRET = "bindPassword";

	private DirectoryFields() {
	}

	/** What must be looked at. */
	static List<DirectoryField> first() {
		return List.of(DirectoryField.NAME, DirectoryField.ADDRESSES, DirectoryField.SECURITY, DirectoryField.BIND_DN,
				DirectoryField.BIND_PASSWORD, DirectoryField.PEOPLE_BASE, DirectoryField.GROUP_BASE,
				DirectoryField.ACCOUNTS_CREATED);
	}

	/** What may be otherwise, with the name of each group. */
	static List<Group> more(DirectoryKind kind) {
		List<DirectoryField> groups = new ArrayList<>(
				List.of(DirectoryField.GROUP_FILTER, DirectoryField.GROUP_ATTRIBUTE));
		if (kind == DirectoryKind.ACTIVE_DIRECTORY) {
			groups.add(DirectoryField.NESTED);
		}
		return List.of(new Group("names", List.of(DirectoryField.DOMAINS, DirectoryField.UNKNOWN_NAMES)),
				new Group("accounts", List.of(DirectoryField.EMAIL_TRUSTED, DirectoryField.PASSWORD_PAGE)),
				new Group("people",
						List.of(DirectoryField.PEOPLE_FILTER, DirectoryField.SUBJECT, DirectoryField.USERNAME,
								DirectoryField.EMAIL, DirectoryField.GIVEN_NAME, DirectoryField.FAMILY_NAME)),
				new Group("groups", groups));
	}

	/** All of them. */
	static List<DirectoryField> all(DirectoryKind kind) {
		return Stream.concat(first().stream(), more(kind).stream().flatMap((group) -> group.fields().stream()))
			.toList();
	}

	/**
	 * Fields that belong together.
	 *
	 * @param name the end of the key of its words, {@code admin.directory.form.}
	 * @param fields the fields
	 */
	record Group(String name, List<DirectoryField> fields) {
	}

}
