package dev.signet.account;

import java.util.Locale;

/**
 * What somebody types to say who they are, in the one form in which it is compared:
 * however a username or an address is written, it is one name. An account has two, its
 * username and its address; most names that are typed belong to nobody.
 *
 * @param value the name; no two accounts have the same
 */
public record LoginName(String value) {

	/** Reads what somebody typed, as {@link Accounts#findByLogin} does. */
	public static LoginName of(String typed) {
		return EmailAddress.parse(typed)
			.map(EmailAddress::normalised)
			.or(() -> Username.parse(typed).map(Username::normalised))
			.map(LoginName::new)
			.orElseGet(() -> new LoginName(typed.strip().toLowerCase(Locale.ROOT)));
	}

}
