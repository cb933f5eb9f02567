package dev.signet.directory;

import java.util.stream.Stream;

/**
 * How somebody is found, and which attributes say what about them.
 *
 * @param base the distinguished name below which people are
 * @param filter which entries are people of a name (RFC 4515): {@code {0}} stands for the
 * name as typed, {@code {1}} for the name without the domain of the directory
 * @param subject the attribute that never changes and is never given to somebody else
 * @param username the attribute with the name of somebody
 * @param email the attribute with the address
 * @param givenName the attribute with the given name
 * @param familyName the attribute with the family name
 */
public record PeopleSearch(String base, String filter, String subject, String username, String email, String givenName,
		String familyName) {

	/** The same below another place. */
	public PeopleSearch below(String other) {
		return new PeopleSearch(other, this.filter, this.subject, this.username, this.email, this.givenName,
				this.familyName);
	}

	/** Whether both know people by the same attribute, whose name may be in any case. */
	boolean sameSubject(PeopleSearch other) {
		return this.subject.equalsIgnoreCase(other.subject);
	}

	/** All attributes that are read, each but once. */
	Stream<String> attributes() {
		return Stream.of(this.subject, this.username, this.email, this.givenName, this.familyName);
	}

}
