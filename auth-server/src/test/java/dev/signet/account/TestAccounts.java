package dev.signet.account;

import java.util.UUID;

/**
 * People nobody has met before.
 */
public final class TestAccounts {

	private TestAccounts() {
	}

	/** Somebody new with an own name and address. */
	public static NewAccount someone() {
		String name = name();
		return NewAccount.of(new Username(name), new EmailAddress(name + "@people.example"));
	}

	/** A username that nobody has. */
	public static String name() {
		return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
	}

}
