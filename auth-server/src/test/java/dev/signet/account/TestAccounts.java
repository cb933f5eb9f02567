package dev.signet.account;

import java.time.Instant;
import java.util.UUID;

/**
 * People nobody has met before.
 */
public final class TestAccounts {

	private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

	private TestAccounts() {
	}

	/** Somebody new with an own name and address. */
	public static NewAccount someone() {
		String name = name();
		return NewAccount.of(new Username(name), new EmailAddress(name + "@people.example"));
	}

	/** A profile of which everything is known. */
	public static Profile wholeProfile() {
		return new Profile("Ada", "Augusta", "Byron", "Addy", "https://people.example/ada",
				"https://people.example/ada.png", "https://ada.example/", "female", "1815-12-10", "Europe/London",
				"en-GB", new PostalAddress("12 St James's Square\nLondon", "12 St James's Square", "London", "England",
						"SW1Y 4JH", "United Kingdom"));
	}

	/** An account that is stored nowhere and of which everything is known. */
	public static Account whole() {
		Account account = bare();
		account.changeProfile(wholeProfile(), MADE);
		account.changePhoneNumber(new PhoneNumber("+442079460000"), true, MADE);
		return account;
	}

	/** An account that is stored nowhere and of which nothing is known. */
	public static Account bare() {
		return new Account(AccountId.random(), someone(), MADE);
	}

	/** As who begins to sign in now finds the account. */
	public static AccountGeneration generation(Accounts accounts, AccountId id) {
		return accounts.find(id).orElseThrow().generation();
	}

	/** A username that nobody has. */
	public static String name() {
		return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
	}

}
