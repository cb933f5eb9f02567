package dev.signet.directory;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a directory is, and as whom it is asked.
 *
 * @param addresses {@code ldaps://host:636} or {@code ldap://host:389}, tried in turn
 * @param security how connections are protected
 * @param bindDn the distinguished name that searches for people; null to search without a
 * name
 */
public record DirectoryServer(List<URI> addresses, Security security, @Nullable String bindDn) {

	/** Takes a copy of the list. */
	public DirectoryServer {
		addresses = List.copyOf(addresses);
	}

	/** How connections are protected. The names are stored; never rename one. */
	public enum Security {

		/** By TLS from the first byte. */
		LDAPS,

		/** By TLS before anything else is said (RFC 4511 §4.14). */
		STARTTLS,

		/** Not at all, for a directory on this machine itself. */
		NONE

	}

}
