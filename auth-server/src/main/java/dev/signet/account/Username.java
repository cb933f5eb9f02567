package dev.signet.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The name a person chose: 4 to 20 ASCII letters, digits, dots, underscores and hyphens,
 * beginning with a letter or digit. Kept as typed, compared without regard to case. It
 * never contains {@code @}, so that no name can shadow somebody's address.
 *
 * @param value the name as typed
 */
public record Username(String value) {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{3,19}");

	private static final Set<String> RESERVED = Set.of("abuse", "admin", "administrator", "anonymous", "everyone",
			"guest", "help", "hostmaster", "info", "moderator", "nobody", "noreply", "no-reply", "null", "official",
			"operator", "owner", "postmaster", "root", "security", "signet", "staff", "superuser", "support",
			"sysadmin", "system", "undefined", "webmaster");

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

	/**
	 * Whether the name could pass for the operator of the server. Such names are not for
	 * open registration; an administrator may still give them.
	 */
	public boolean reserved() {
		return RESERVED.contains(normalised());
	}

	String normalised() {
		return this.value.toLowerCase(Locale.ROOT);
	}

}
