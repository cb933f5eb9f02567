/**
 * Directories in which others keep people, with their passwords and groups, and which are
 * asked over LDAP (RFC 4511): OpenLDAP, Active Directory and the like. Holds their
 * settings, asks them within bounds of time and number, checks a set-up line by line, and
 * keeps which of their people own which accounts, with the roles and groups that these
 * have from there, and asks from time to time whether they are still there. Does not know
 * where somebody signs in, how often they may guess, or what becomes of a person who has
 * no account. Settings: signet.directory. Routes: none. Tables: directories,
 * directory_rules, directory_links, directory_checklists, directory_check_lines,
 * directory_trials.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "checklist", "database", "key", "node",
		"outbound", "secret" })
package dev.signet.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
