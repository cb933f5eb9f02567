package dev.signet.account;

import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An email address in one normal form (NFKC), its domain in lower-case ASCII (RFC 5890).
 * The part before the {@code @} keeps its case for delivery, but two addresses that
 * differ only in case are the same address here.
 *
 * @param value the address, at most 254 characters (RFC 5321 §4.5.3.1.3)
 */
public record EmailAddress(String value) {

	private static final int MAX_LENGTH = 254;

	/**
	 * No blanks, no control or invisible characters, nothing that a mail header reads.
	 */
	private static final String LOCAL = "[^\\s\\p{C}\\p{Z}@<>()\\[\\],;:\"\\\\]{1,64}";

	private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

	private static final Pattern FORM = Pattern.compile("(" + LOCAL + ")@((?:" + LABEL + "\\.)+" + LABEL + ")");

	/**
	 * Takes an address.
	 * @throws IllegalArgumentException when it is not well-formed
	 */
	public EmailAddress {
		value = canonical(value).orElseThrow(() -> new IllegalArgumentException("Not a well-formed email address"));
	}

	/**
	 * Reads what somebody typed, ignoring blanks around it.
	 * @return the address, or empty when it is not well-formed
	 */
	public static Optional<EmailAddress> parse(@Nullable String text) {
		return Optional.ofNullable(text).flatMap(EmailAddress::canonical).map(EmailAddress::new);
	}

	/** What stands behind the {@code @}, in lower-case ASCII. */
	public String domain() {
		return this.value.substring(this.value.indexOf('@') + 1);
	}

	/** Whether mail to both reaches the same person: case does not matter. */
	public boolean sameAs(EmailAddress other) {
		return normalised().equals(other.normalised());
	}

	String normalised() {
		return Normalizer.normalize(this.value.toLowerCase(Locale.ROOT), Form.NFKC);
	}

	private static Optional<String> canonical(String text) {
		if (text.length() > 2 * MAX_LENGTH) {
			return Optional.empty();
		}
		String address = Normalizer.normalize(text.strip(), Form.NFKC);
		int at = address.indexOf('@');
		if (at < 1) {
			return Optional.empty();
		}
		return asciiDomain(address.substring(at + 1)).map((domain) -> address.substring(0, at) + "@" + domain)
			.filter((candidate) -> candidate.length() <= MAX_LENGTH)
			.filter((candidate) -> FORM.matcher(candidate).matches());
	}

	private static Optional<String> asciiDomain(String domain) {
		try {
			return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
