package dev.signet.account;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The name of a group: 1 to 100 letters, digits, blanks and {@code . _ : / -}, beginning
 * and ending with no blank. Kept as given, compared without regard to case.
 *
 * @param value the name as given
 */
public record GroupName(String value) {

	private static final Pattern FORM = Pattern.compile("(?! )[\\p{L}\\p{M}\\p{N} ._:/-]{1,100}(?<! )");

	/**
	 * Takes a well-formed name.
	 * @throws IllegalArgumentException when it is not
	 */
	public GroupName {
		Assert.isTrue(FORM.matcher(value).matches(), "Not a well-formed name of a group");
	}

	/** Reads a name; empty when it is not well-formed. */
	public static Optional<GroupName> parse(@Nullable String text) {
		return Optional.ofNullable(text).filter((name) -> FORM.matcher(name).matches()).map(GroupName::new);
	}

}
