package dev.signet.directory;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What administrators say about a directory.
 *
 * @param name what people call it
 * @param server where it is
 * @param people how somebody is found
 * @param groups how their groups are found; null when groups do not matter
 * @param names which names belong there
 * @param accounts what its people have here
 * @param passwordPage where its people change their password; null when there is no such
 * page
 */
public record DirectorySettings(String name, DirectoryServer server, PeopleSearch people, @Nullable GroupSearch groups,
		SignInNames names, AccountRules accounts, @Nullable URI passwordPage) {

	/** What cannot be read as an address, so that the rules refuse it. */
	private static final URI NO_ADDRESS = URI.create("none:none");

	/** An address as somebody typed it. */
	public static URI address(String typed) {
		try {
			return URI.create(typed);
		}
		catch (IllegalArgumentException ex) {
			return NO_ADDRESS;
		}
	}

	/** The same with other rules about what groups give. */
	public DirectorySettings giving(List<DirectoryRule> rules) {
		return new DirectorySettings(this.name, this.server, this.people, this.groups, this.names,
				new AccountRules(this.accounts.created(), this.accounts.emailTrusted(), rules), this.passwordPage);
	}

}
