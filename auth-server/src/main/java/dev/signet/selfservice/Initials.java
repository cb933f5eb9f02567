package dev.signet.selfservice;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.Account;

/**
 * The picture of a person who has none here: the first letters of their names. No picture
 * is fetched from elsewhere, since whoever serves it would learn who looks.
 */
final class Initials {

	private Initials() {
	}

	/** Of the given and the family name, else of the nickname, else of the username. */
	static String of(Account account) {
		String names = Stream.of(account.profile().givenName(), account.profile().familyName())
			.filter(Objects::nonNull)
			.map(Initials::first)
			.collect(Collectors.joining());
		if (!names.isEmpty()) {
			return names;
		}
		String nickname = account.profile().nickname();
		return first((nickname != null) ? nickname : account.username());
	}

	/** The first letter, which may take two places in memory. */
	private static String first(String name) {
		return name.codePoints()
			.filter(Character::isLetterOrDigit)
			.limit(1)
			.mapToObj(Character::toString)
			.collect(Collectors.joining())
			.toUpperCase(Locale.ROOT);
	}

}
