package dev.signet.admin.web;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What would become of somebody who signs in by a directory. All that came from there is
 * foreign text.
 *
 * @param result what would happen, as the name of its words
 * @param asked whether they would be asked for more before that
 * @param why the key of the sentence that says why
 * @param dn the distinguished name, null when nobody or several were found
 * @param subject who it is there for good
 * @param username the name there
 * @param email the address there
 * @param emailTrusted whether it counts as confirmed
 * @param collidesWith the username of the account here that they are linked to, or that
 * has their address
 * @param namedAs the same of the account that has their username
 * @param password what became of the password, as the name of its words
 * @param groups the groups there
 * @param gives the roles and groups here that those give
 * @param inputs what the table was asked, by the names of their words
 * @param attributes all that came
 */
record DirectoryOutcome(String result, boolean asked, String why, @Nullable String dn, @Nullable String subject,
		@Nullable String username, @Nullable String email, boolean emailTrusted, @Nullable String collidesWith,
		@Nullable String namedAs, String password, Set<String> groups, Given gives, Map<String, String> inputs,
		Map<String, List<String>> attributes) {

	/** Without what names the person. */
	@Override
	public String toString() {
		return "DirectoryOutcome[" + this.result + "]";
	}

	/**
	 * What groups there give here.
	 *
	 * @param roles the roles
	 * @param groups the groups
	 */
	record Given(Set<String> roles, Set<String> groups) {
	}

}
