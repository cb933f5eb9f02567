package dev.signet.account;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where a person gets mail (OpenID Connect Core 1.0 §5.1.1). Each part may be unknown.
 *
 * @param formatted the whole address as it is written on a letter, with line breaks
 * @param streetAddress street and number or what stands for them, with line breaks
 * @param locality city
 * @param region state, province or prefecture
 * @param postalCode postal code
 * @param country name of the country
 */
public record PostalAddress(@Nullable String formatted, @Nullable String streetAddress, @Nullable String locality,
		@Nullable String region, @Nullable String postalCode, @Nullable String country) {

	static final PostalAddress UNKNOWN = new PostalAddress(null, null, null, null, null, null);

	/** Whether no part is known. */
	boolean empty() {
		return Stream.of(this.formatted, this.streetAddress, this.locality, this.region, this.postalCode, this.country)
			.allMatch(Objects::isNull);
	}

}
