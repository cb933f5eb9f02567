package dev.signet.admin.web;

import java.util.List;
import java.util.stream.Stream;

import dev.signet.admin.web.ProviderField.Kind;
import dev.signet.directory.DirectoryServer.Security;

/**
 * The fields of the form in which a directory is set up. Their words have the keys
 * {@code admin.directory.field.} and the name, those of a choice the option after it.
 */
enum DirectoryField {

	/** What people call it. */
	NAME("name", "name", Kind.LINE),
	/** Where it is. */
	ADDRESSES("addresses", "addresses", Kind.LINES),
	/** How connections are protected. */
	SECURITY("security", "security", Kind.CHOICE, Stream.of(Security.values()).map(Enum::name).toArray(String[]::new)),
	/** As whom it is searched. */
	BIND_DN("bindDn", "bind_dn", Kind.LINE),
	/** With which password; it is never shown again. */
	BIND_PASSWORD("bindPassword", "bind_password", Kind.SECRET),
	/** Below which entry people are. */
	PEOPLE_BASE("peopleBase", "people.base", Kind.LINE),
	/** Below which entry groups are. */
	GROUP_BASE("groupBase", "groups.base", Kind.LINE),
	/** Whether its people get accounts. */
	ACCOUNTS_CREATED("accountsCreated", "accounts_created", Kind.TICK),
	/** Which names belong there. */
	DOMAINS("domains", "domains", Kind.LINES),
	/** Whether names do that nobody has here. */
	UNKNOWN_NAMES("unknownNames", "unknown_names", Kind.TICK),
	/** Whether addresses count as confirmed. */
	EMAIL_TRUSTED("emailTrusted", "email_trusted", Kind.TICK),
	/** Where people change their password. */
	PASSWORD_PAGE("passwordPage", "password_page", Kind.ADDRESS),
	/** Which entries are people. */
	PEOPLE_FILTER("peopleFilter", "people.filter", Kind.LINE),
	/** What never changes. */
	SUBJECT("subject", "people.subject", Kind.LINE),
	/** What says the username. */
	USERNAME("username", "people.username", Kind.LINE),
	/** What says the address. */
	EMAIL("email", "people.email", Kind.LINE),
	/** What says the given name. */
	GIVEN_NAME("givenName", "people.given_name", Kind.LINE),
	/** What says the family name. */
	FAMILY_NAME("familyName", "people.family_name", Kind.LINE),
	/** Which entries are groups of somebody. */
	GROUP_FILTER("groupFilter", "groups.filter", Kind.LINE),
	/** What says the name of a group. */
	GROUP_ATTRIBUTE("groupAttribute", "groups.attribute", Kind.LINE),
	/** Whether groups of groups count. */
	NESTED("nested", "groups.nested", Kind.TICK);

	private final String id;

	private final String setting;

	private final Kind kind;

	private final List<String> options;

	DirectoryField(String id, String setting, Kind kind, String... options) {
		this.id = id;
		this.setting = setting;
		this.kind = kind;
		this.options = List.of(options);
	}

	/** Its name in the form. */
	String id() {
		return this.id;
	}

	/** How the rules of directories call it. */
	String setting() {
		return this.setting;
	}

	/** How it is typed. */
	Kind kind() {
		return this.kind;
	}

	/** What can be chosen. */
	List<String> options() {
		return this.options;
	}

	/** Whether it goes in and is never shown. */
	boolean secret() {
		return this.kind == Kind.SECRET;
	}

}
