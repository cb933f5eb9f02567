package dev.signet.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the values of a profile must be like (OpenID Connect Core 1.0 §5.1, §5.1.1).
 * Clients show them to others, so addresses lead to the web and text is text.
 */
final class ProfileRules {

	private static final int LONGEST_URL = 2000;

	private static final int LONGEST_LOCALE = 35;

	private static final Pattern YEAR = Pattern.compile("(?!0000)[0-9]{4}");

	private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

	private final List<ProfileProblem> problems = new ArrayList<>();

	private ProfileRules() {
	}

	static List<ProfileProblem> check(Profile profile) {
		ProfileRules rules = new ProfileRules();
		rules.check("given_name", profile.givenName(), line(200), "name");
		rules.check("middle_name", profile.middleName(), line(200), "name");
		rules.check("family_name", profile.familyName(), line(200), "name");
		rules.check("nickname", profile.nickname(), line(200), "name");
		rules.check("profile", profile.profilePage(), ProfileRules::webAddress, "url");
		rules.check("picture", profile.picture(), ProfileRules::webAddress, "url");
		rules.check("website", profile.website(), ProfileRules::webAddress, "url");
		rules.check("gender", profile.gender(), line(50), "gender");
		rules.check("birthdate", profile.birthdate(), ProfileRules::birthdate, "birthdate");
		rules.check("zoneinfo", profile.zoneinfo(), ZoneId.getAvailableZoneIds()::contains, "zoneinfo");
		rules.check("locale", profile.locale(), ProfileRules::languageTag, "locale");
		if (profile.address() != null) {
			rules.check(profile.address());
		}
		return List.copyOf(rules.problems);
	}

	private void check(PostalAddress address) {
		check("address.formatted", address.formatted(), lines(500), "address.lines");
		check("address.street_address", address.streetAddress(), lines(500), "address.lines");
		check("address.locality", address.locality(), line(200), "address.line");
		check("address.region", address.region(), line(200), "address.line");
		check("address.postal_code", address.postalCode(), line(200), "address.line");
		check("address.country", address.country(), line(200), "address.line");
	}

	private void check(String claim, @Nullable String value, Predicate<String> rule, String message) {
		if (value != null && !rule.test(value)) {
			this.problems.add(new ProfileProblem(claim, "account.profile." + message));
		}
	}

	private static Predicate<String> lines(int longest) {
		return (text) -> line(longest).test(text.replace("\r\n", "  ").replace('\n', ' '));
	}

	private static Predicate<String> line(int longest) {
		return (text) -> !text.isBlank() && text.codePointCount(0, text.length()) <= longest
				&& text.codePoints().noneMatch(ProfileRules::isControl);
	}

	/**
	 * Format characters are none: some scripts join letters with them. Unpaired
	 * surrogates cannot be stored.
	 */
	private static boolean isControl(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> false;
		};
	}

	/** No other scheme: apps make links of these. */
	private static boolean webAddress(String text) {
		try {
			URI uri = new URI(text);
			boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
			return web && uri.getHost() != null && uri.getUserInfo() == null && text.length() <= LONGEST_URL
					&& text.equals(uri.toASCIIString());
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static boolean birthdate(String text) {
		if (!DATE.matcher(text).matches()) {
			return YEAR.matcher(text).matches();
		}
		try {
			// Year 0 is a leap year, so that 0000-02-29 is a day
			LocalDate.parse(text);
			return true;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static boolean languageTag(String text) {
		try {
			return text.length() <= LONGEST_LOCALE
					&& !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
		}
		catch (IllformedLocaleException ex) {
			return false;
		}
	}

}
