package dev.signet.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which names that people type belong to a directory.
 *
 * @param domains what stands behind the {@code @}, or before the {@code \}, of names that
 * do, in lower case
 * @param unknown whether names do that no account here has
 */
public record SignInNames(List<String> domains, boolean unknown) {

	/** Takes the domains in lower case. */
	public SignInNames {
		domains = domains.stream().map((domain) -> domain.toLowerCase(Locale.ROOT)).toList();
	}

	/** Whether the domain in a name says that it belongs there. */
	boolean named(String login) {
		return bare(login).isPresent();
	}

	/**
	 * The name without a domain of these. A name with another domain is left alone, or
	 * whoever owns an address elsewhere would be taken for somebody of the same name.
	 */
	String withoutDomain(String login) {
		return bare(login).orElse(login);
	}

	private Optional<String> bare(String login) {
		int at = login.lastIndexOf('@');
		if (at > 0 && ours(login.substring(at + 1))) {
			return Optional.of(login.substring(0, at));
		}
		int backslash = login.indexOf('\\');
		if (backslash > 0 && ours(login.substring(0, backslash)) && backslash + 1 < login.length()) {
			return Optional.of(login.substring(backslash + 1));
		}
		return Optional.empty();
	}

	private boolean ours(String domain) {
		return this.domains.contains(domain.toLowerCase(Locale.ROOT));
	}

}
