package dev.signet.account;

import java.util.List;

import jakarta.validation.constraints.AssertTrue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the names that people choose. Who has another name already keeps it.
 *
 * @param minLength how many characters a name has at least
 * @param maxLength how many characters a name has at most
 * @param punctuation which of dot, underscore and hyphen may stand in a name, beside
 * ASCII letters and digits
 * @param reserved names that could pass for those who run the server, beside the ones
 * that are reserved anyhow; in any case, punctuation and look-alike characters
 */
@Validated
@ConfigurationProperties("signet.account.username")
record UsernameProperties(@DefaultValue("4") int minLength, @DefaultValue("20") int maxLength,
		@DefaultValue("._-") String punctuation, @DefaultValue List<String> reserved) {

	@AssertTrue(message = "signet.account.username.min-length must be at least 1 and at most max-length, and "
			+ "max-length at most " + Username.LONGEST)
	boolean isLengthPossible() {
		return 1 <= this.minLength && this.minLength <= this.maxLength && this.maxLength <= Username.LONGEST;
	}

	@AssertTrue(message = "signet.account.username.punctuation must be some of the three characters . _ and -")
	boolean isPunctuationKnown() {
		return this.punctuation.matches("[._-]*");
	}

	@AssertTrue(message = "signet.account.username.reserved must be names: letters, digits, dots, underscores and "
			+ "hyphens, beginning with a letter or digit")
	boolean isEachReservedNameWellFormed() {
		return this.reserved.stream().allMatch((name) -> Username.parse(name).isPresent());
	}

}
