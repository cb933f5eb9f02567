package dev.signet.federation.preset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.signet.account.PhoneNumber;
import dev.signet.account.PostalAddress;
import dev.signet.account.Profile;
import dev.signet.account.ProfileProblem;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a profile by the names of the standard claims (OpenID Connect Core 1.0
 * §5.1), for rules that name one.
 */
public final class ProfileFields {

	/** No part of the profile, but told beside it. */
	public static final String PHONE_NUMBER = "phone_number";

	private static final String LOCALE = "locale";

	private static final String ADDRESS = "address.";

	/** In the order in which people are shown them. */
	private static final List<String> NAMES = List.of("given_name", "middle_name", "family_name", "nickname", "profile",
			"picture", "website", "gender", "birthdate", "zoneinfo", LOCALE, ADDRESS + "formatted",
			ADDRESS + "street_address", ADDRESS + "locality", ADDRESS + "region", ADDRESS + "postal_code",
			ADDRESS + "country", PHONE_NUMBER);

	private ProfileFields() {
	}

	/** All fields that a rule can name. */
	public static List<String> names() {
		return NAMES;
	}

	/**
	 * A value in the form in which it is kept: some say {@code en_US} for the language
	 * that the standard calls {@code en-US}.
	 */
	public static String tidy(String field, String value) {
		return field.equals(LOCALE) ? value.replace('_', '-') : value;
	}

	/** The key of the message that says why a value cannot be kept; empty if it can. */
	public static Optional<String> problem(String field, String value) {
		if (field.equals(PHONE_NUMBER)) {
			return PhoneNumber.parse(value).isPresent() ? Optional.empty() : Optional.of("account.phone.form");
		}
		return of(Map.of(field, value)).problems().stream().map(ProfileProblem::messageKey).findFirst();
	}

	/** A profile with some fields set. */
	public static Profile with(Profile profile, Map<String, String> values) {
		Map<String, String> all = new TreeMap<>(read(profile));
		all.putAll(values);
		return of(all);
	}

	/** The fields of a profile that are known. */
	public static Set<String> known(Profile profile) {
		return read(profile).keySet();
	}

	private static Profile of(Map<String, String> values) {
		return profile(values::get);
	}

	private static Profile profile(UnaryOperator<@Nullable String> value) {
		return new Profile(value.apply("given_name"), value.apply("middle_name"), value.apply("family_name"),
				value.apply("nickname"), value.apply("profile"), value.apply("picture"), value.apply("website"),
				value.apply("gender"), value.apply("birthdate"), value.apply("zoneinfo"), value.apply(LOCALE),
				new PostalAddress(value.apply(ADDRESS + "formatted"), value.apply(ADDRESS + "street_address"),
						value.apply(ADDRESS + "locality"), value.apply(ADDRESS + "region"),
						value.apply(ADDRESS + "postal_code"), value.apply(ADDRESS + "country")));
	}

	private static Map<String, String> read(Profile profile) {
		Map<String, String> known = new LinkedHashMap<>();
		put(known, "given_name", profile.givenName());
		put(known, "middle_name", profile.middleName());
		put(known, "family_name", profile.familyName());
		put(known, "nickname", profile.nickname());
		put(known, "profile", profile.profilePage());
		put(known, "picture", profile.picture());
		put(known, "website", profile.website());
		put(known, "gender", profile.gender());
		put(known, "birthdate", profile.birthdate());
		put(known, "zoneinfo", profile.zoneinfo());
		put(known, LOCALE, profile.locale());
		PostalAddress address = profile.address();
		if (address != null) {
			put(known, ADDRESS + "formatted", address.formatted());
			put(known, ADDRESS + "street_address", address.streetAddress());
			put(known, ADDRESS + "locality", address.locality());
			put(known, ADDRESS + "region", address.region());
			put(known, ADDRESS + "postal_code", address.postalCode());
			put(known, ADDRESS + "country", address.country());
		}
		return known;
	}

	private static void put(Map<String, String> known, String field, @Nullable String value) {
		if (value != null) {
			known.put(field, value);
		}
	}

}
