package dev.signet.directory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.ldap.support.LdapEncoder;

/**
 * A search filter with places for values (RFC 4515). What stands in a value means nothing
 * but itself.
 *
 * @param template the filter, with {@code {0}} and {@code {1}} for the values
 */
record LdapFilter(String template) {

	private static final Pattern PLACE = Pattern.compile("\\{([01])}");

	/**
	 * The filter with these values, in one pass: a value that looks like a place is none.
	 */
	String with(String first, String second) {
		return PLACE.matcher(this.template).replaceAll((place) -> {
			String value = place.group(1).equals("0") ? first : second;
			return Matcher.quoteReplacement(LdapEncoder.filterEncode(value));
		});
	}

	/** The filter for all names there are. */
	String withAny() {
		return PLACE.matcher(this.template).replaceAll("*").replaceAll("\\*{2,}", "*");
	}

}
