package dev.signet.client;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * A claim about a person that a client gets besides those of the standard, where it wants
 * it and under the name it expects. It is given only when the scope that opens the claim
 * was granted.
 *
 * @param claim the claim as this server knows it, such as {@code roles}
 * @param name what the client calls it, such as {@code https://app.example/roles}
 * @param format how several values are written
 * @param inIdToken whether ID tokens carry it
 * @param inAccessToken whether access tokens carry it
 * @param inUserInfo whether userinfo answers carry it
 */
@Embeddable
public record ClientClaim(String claim, String name, @Enumerated(EnumType.STRING) Format format, boolean inIdToken,
		boolean inAccessToken, boolean inUserInfo) {

	/** A claim name that JSON, URLs and the database take alike. */
	static final Pattern NAME = Pattern.compile("[!-~&&[^\"\\\\]]{1,200}");

	/** The words of a stored claim, one line, parted by blanks. */
	static ClientClaim parse(String line) {
		String[] words = line.split(" ");
		return new ClientClaim(words[0], words[1], Format.valueOf(words[2]), words[3].equals("t"), words[4].equals("t"),
				words[5].equals("t"));
	}

	/** How several values are written. The names are stored; never rename one. */
	public enum Format {

		/** As this server has it: several values are an array of JSON. */
		JSON,
		/** As one text; several values are parted by blanks. */
		TEXT;

		/** The word of the configuration. */
		public String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
