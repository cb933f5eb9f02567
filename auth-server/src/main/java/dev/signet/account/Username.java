package dev.signet.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The name a person chose: ASCII letters, digits, dots, underscores and hyphens,
 * beginning with a letter or digit. Kept as typed, compared without regard to case. It
 * never contains {@code @}, so that no name can shadow somebody's address.
 * {@link UsernameRules} says which of these names people may choose.
 *
 * @param value the name as typed
 */
public record Username(String value) {

	/** The longest that any setting can allow. */
	static final int LONGEST = 64;

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST - 1) + "}");

	/**
	 * Takes a well-formed name.
	 * @throws IllegalArgumentException when it is not
	 */
	public Username {
		Assert.isTrue(FORM.matcher(value).matches(), "Not a well-formed username");
	}

	/**
	 * Reads what somebody typed, ignoring blanks around it.
	 * @return the name, or empty when it is not well-formed
	 */
	public static Optional<Username> parse(@Nullable String text) {
		return Optional.ofNullable(text)
			.map(String::strip)
			.filter((candidate) -> FORM.matcher(candidate).matches())
			.map(Username::new);
	}

	String normalised() {
		return this.value.toLowerCase(Locale.ROOT);
	}

	/**
	 * What is left when characters that pass for one another are one (after UTS #39 §4):
	 * {@code aIice} and {@code a1ice} have the skeleton of {@code alice}. The database
	 * computes the same.
	 */
	public String skeleton() {
		return normalised().replace('0', 'o').replace('1', 'l').replace('i', 'l').replace("rn", "m").replace("vv", "w");
	}

}
