package dev.signet.linking;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.account.Accounts;
import dev.signet.account.Username;
import dev.signet.account.UsernameRules;
import dev.signet.federation.preset.UpstreamPerson;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Usernames made of what a provider tells of a person, by the rules for names here.
 */
@Component
class ProposedUsernames {

	private final UsernameRules rules;

	private final Accounts accounts;

	ProposedUsernames(UsernameRules rules, Accounts accounts) {
		this.rules = rules;
		this.accounts = accounts;
	}

	/**
	 * The name by which the person would expect to be known, if nobody has it; nobody is
	 * given another one without being asked.
	 */
	Optional<Username> asExpected(UpstreamPerson person) {
		return candidate(person).filter(this.accounts::free);
	}

	/** Exactly this name, if somebody could have it and nobody does. */
	Optional<Username> asCalled(@Nullable String name) {
		return Optional.ofNullable(name).flatMap(this::allowed).filter(this.accounts::free);
	}

	/** A name to put into the field, which the person may change; perhaps none. */
	Optional<Username> toOffer(UpstreamPerson person) {
		return candidate(person).flatMap((name) -> Stream
			.concat(Stream.of(name),
					IntStream.rangeClosed(2, 5).boxed().flatMap((number) -> with(name, number).stream()))
			.filter(this.accounts::free)
			.findFirst());
	}

	/** Whether somebody could have this name. */
	boolean free(Username name) {
		return this.accounts.free(name);
	}

	private Optional<Username> candidate(UpstreamPerson person) {
		return Stream
			.of(beforeAt(claim(person, "preferred_username")), claim(person, "login"), claim(person, "nickname"),
					claim(person, "username"), beforeAt(person.email()),
					joined(claim(person, "given_name"), claim(person, "family_name")), claim(person, "name"))
			.filter(Objects::nonNull)
			.flatMap((text) -> fit(text).stream())
			.findFirst();
	}

	/** The same without accents, blanks and what else no name may have. */
	private Optional<Username> fit(String text) {
		String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.strip()
			.replaceAll("\\s+", ".")
			.replaceAll("[^a-z0-9._-]", "")
			.replaceAll("^[._-]+", "");
		return Stream.of(plain, plain.replaceAll("[._-]", ""))
			.flatMap((name) -> allowed(cut(name)).stream())
			.findFirst();
	}

	private Optional<Username> with(Username name, int number) {
		String suffix = String.valueOf(number);
		int most = this.rules.length().longest() - suffix.length();
		String beginning = (name.value().length() > most) ? name.value().substring(0, most) : name.value();
		return allowed(beginning + suffix);
	}

	private Optional<Username> allowed(String name) {
		return Username.parse(name)
			.filter((candidate) -> this.rules.check(candidate.value()).isEmpty())
			.filter((candidate) -> !this.rules.reserved(candidate));
	}

	private String cut(String name) {
		int longest = this.rules.length().longest();
		return (name.length() > longest) ? name.substring(0, longest) : name;
	}

	private static @Nullable String claim(UpstreamPerson person, String claim) {
		return ClaimedName.of(person, claim);
	}

	private static @Nullable String beforeAt(@Nullable String text) {
		return (text == null) ? null : text.split("@", 2)[0];
	}

	private static @Nullable String joined(@Nullable String given, @Nullable String family) {
		return (given == null || family == null) ? null : given + " " + family;
	}

}
