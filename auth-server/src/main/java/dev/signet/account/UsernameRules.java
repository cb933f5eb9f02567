package dev.signet.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Which names people may choose. It is asked for new names only: whoever has one keeps it
 * when the settings change.
 */
@Component
public class UsernameRules {

	private static final Set<String> RESERVED = Set.of("abuse", "admin", "administrator", "anonymous", "everyone",
			"guest", "help", "hostmaster", "info", "moderator", "nobody", "noreply", "null", "official", "operator",
			"owner", "postmaster", "root", "security", "signet", "staff", "superuser", "support", "sysadmin", "system",
			"undefined", "webmaster");

	private static final Pattern PUNCTUATION = Pattern.compile("[._-]");

	private final UsernameProperties settings;

	private final Set<String> reserved;

	UsernameRules(UsernameProperties settings) {
		this.settings = settings;
		this.reserved = Stream.concat(RESERVED.stream(), settings.reserved().stream())
			.flatMap((name) -> Username.parse(name).stream())
			.map(UsernameRules::bare)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** What is wrong with the form of a name that somebody typed, empty for nothing. */
	public Optional<UsernameProblem> check(@Nullable String typed) {
		return Username.parse(typed).filter(this::allowed).isPresent() ? Optional.empty() : Optional.of(form());
	}

	/**
	 * Whether the name could pass for those who run the server. Such names are not for
	 * people who sign up; an operator may still give them.
	 */
	public boolean reserved(Username name) {
		return this.reserved.contains(bare(name));
	}

	/** How many characters a name may have. */
	public UsernameLength length() {
		return new UsernameLength(this.settings.minLength(), this.settings.maxLength());
	}

	private boolean allowed(Username name) {
		int length = name.value().length();
		return this.settings.minLength() <= length && length <= this.settings.maxLength()
				&& name.value()
					.chars()
					.allMatch((character) -> Character.isLetterOrDigit(character)
							|| this.settings.punctuation().indexOf(character) >= 0);
	}

	private UsernameProblem form() {
		List<Object> length = List.of(this.settings.minLength(), this.settings.maxLength());
		if (this.settings.punctuation().isEmpty()) {
			return new UsernameProblem("account.username.form-plain", length);
		}
		String punctuation = String.join(" ", this.settings.punctuation().split(""));
		return new UsernameProblem("account.username.form",
				Stream.concat(length.stream(), Stream.of(punctuation)).toList());
	}

	/** No punctuation makes {@code ad.min} another name. */
	private static String bare(Username name) {
		return PUNCTUATION.matcher(name.skeleton()).replaceAll("");
	}

}
