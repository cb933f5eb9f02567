package dev.signet.directory;

/**
 * What kind of directory it is, with what is usual there. The names are stored; never
 * rename one.
 */
public enum DirectoryKind {

	/**
	 * OpenLDAP, and others that keep to the standards (RFC 4519, RFC 4530). Not by the
	 * address, which people can often write: two of one name are nobody.
	 */
	OPENLDAP(new PeopleSearch("", "(&(objectClass=inetOrgPerson)(uid={1}))", "entryUUID", "uid", "mail", "givenName",
			"sn"), "(&(objectClass=groupOfNames)(member={0}))"),

	/** Active Directory, in which groups may hold groups. */
	ACTIVE_DIRECTORY(new PeopleSearch("",
			"(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={1})(userPrincipalName={0})))", "objectGUID",
			"sAMAccountName", "mail", "givenName", "sn"), "(&(objectClass=group)(member={0}))");

	private final PeopleSearch people;

	private final String groupFilter;

	DirectoryKind(PeopleSearch people, String groupFilter) {
		this.people = people;
		this.groupFilter = groupFilter;
	}

	/** How people are usually found; where, nobody knows. */
	public PeopleSearch people() {
		return this.people;
	}

	/** How the groups of somebody are usually found. */
	public String groupFilter() {
		return this.groupFilter;
	}

}
