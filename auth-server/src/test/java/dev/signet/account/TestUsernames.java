package dev.signet.account;

import java.util.List;

/** Rules for the names that people choose. */
public final class TestUsernames {

	private TestUsernames() {
	}

	/** The rules of a server that is told nothing. */
	public static UsernameRules rules() {
		return rules(4, 20, "._-");
	}

	static UsernameRules rules(int shortest, int longest, String punctuation, String... reserved) {
		return new UsernameRules(new UsernameProperties(shortest, longest, punctuation, List.of(reserved)));
	}

}
