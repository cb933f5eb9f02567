package dev.signet.account;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A telephone number in the international form of E.164, such as {@code +14255551212}
 * ({@code phone_number}, OpenID Connect Core 1.0 §5.1).
 *
 * @param value a plus sign and 7 to 15 digits
 */
public record PhoneNumber(String value) {

	private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

	private static final Pattern FILLING = Pattern.compile("[ ().-]");

	/**
	 * Takes a well-formed number.
	 * @throws IllegalArgumentException when it is not
	 */
	public PhoneNumber {
		Assert.isTrue(FORM.matcher(value).matches(), "Not a well-formed telephone number");
	}

	/**
	 * Reads what somebody typed, ignoring blanks, dots, hyphens and parentheses.
	 * @return the number, or empty when it is not in the international form
	 */
	public static Optional<PhoneNumber> parse(@Nullable String text) {
		return Optional.ofNullable(text)
			.map((typed) -> FILLING.matcher(typed).replaceAll(""))
			.filter((candidate) -> FORM.matcher(candidate).matches())
			.map(PhoneNumber::new);
	}

}
