package dev.signet.directory;

import java.util.List;

/**
 * What somebody of a directory has here.
 *
 * @param created whether they get an account with their first sign-in
 * @param emailTrusted whether their address counts as confirmed: only if nobody can write
 * it into their own entry
 * @param rules what groups give
 */
public record AccountRules(boolean created, boolean emailTrusted, List<DirectoryRule> rules) {

	/** Takes a copy of the list. */
	public AccountRules {
		rules = List.copyOf(rules);
	}

}
