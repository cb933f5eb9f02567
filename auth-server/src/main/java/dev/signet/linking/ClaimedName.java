package dev.signet.linking;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.signet.federation.preset.UpstreamPerson;
import org.jspecify.annotations.Nullable;

/**
 * Names that a provider tells of a person: foreign text, of which only what a name can be
 * is taken.
 */
final class ClaimedName {

	private static final int LONGEST = 200;

	/**
	 * Control and invisible characters, also those that turn the direction of writing.
	 */
	private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private ClaimedName() {
	}

	/** A name, or null when there is none that could be one. */
	static @Nullable String of(UpstreamPerson person, String claim) {
		return text(person, claim).orElse(null);
	}

	/** What a person would know themselves by, over there: the address, else a name. */
	static Optional<String> shown(UpstreamPerson person) {
		return Optional.ofNullable(person.email())
			.or(() -> text(person, "preferred_username"))
			.or(() -> text(person, "login"))
			.or(() -> text(person, "name"));
	}

	/** A claim that is a text of some length. */
	static Optional<String> text(UpstreamPerson person, String claim) {
		return (person.claims().get(claim) instanceof String value) ? Optional.of(value)
			.filter((given) -> given.length() <= LONGEST)
			.map((given) -> Normalizer.normalize(UNFIT.matcher(given).replaceAll(""), Normalizer.Form.NFC).strip())
			.filter((name) -> !name.isEmpty() && name.length() <= LONGEST) : Optional.empty();
	}

}
