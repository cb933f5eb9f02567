package dev.signet.account;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a person tells about themselves: the standard claims (OpenID Connect Core 1.0
 * §5.1) that need no proof. Each may be unknown. The rules are asked for and do not stand
 * in the constructor, because what was stored under the rules of yesterday must still be
 * readable.
 *
 * @param givenName given names
 * @param middleName middle names
 * @param familyName family names
 * @param nickname what friends say
 * @param profilePage the address of a page about the person ({@code profile})
 * @param picture the address of a picture of the person
 * @param website the address of the person's own pages
 * @param gender {@code female}, {@code male} or another word
 * @param birthdate YYYY-MM-DD, YYYY, or 0000-MM-DD when the year is kept back
 * @param zoneinfo the time zone by its name in the IANA database
 * @param locale the preferred language as a BCP 47 tag
 * @param address where the person gets mail; null when no part of it is known
 */
public record Profile(@Nullable String givenName, @Nullable String middleName, @Nullable String familyName,
		@Nullable String nickname, @Nullable String profilePage, @Nullable String picture, @Nullable String website,
		@Nullable String gender, @Nullable String birthdate, @Nullable String zoneinfo, @Nullable String locale,
		@Nullable PostalAddress address) {

	/** Of somebody who tells nothing. */
	public static final Profile EMPTY = named(null, null);

	public Profile {
		address = (address != null && address.empty()) ? null : address;
	}

	/** Somebody of whom the name is known and nothing else. */
	public static Profile named(@Nullable String givenName, @Nullable String familyName) {
		return new Profile(givenName, null, familyName, null, null, null, null, null, null, null, null, null);
	}

	/** Given, middle and family names, as far as they are known; null when none is. */
	public @Nullable String fullName() {
		String name = Stream.of(this.givenName, this.middleName, this.familyName)
			.filter((part) -> part != null)
			.collect(Collectors.joining(" "));
		return name.isEmpty() ? null : name;
	}

	/** All that breaks a rule, empty when the profile may be kept. */
	public List<ProfileProblem> problems() {
		return ProfileRules.check(this);
	}

}
