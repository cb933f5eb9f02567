package dev.signet.account;

import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
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
@Embeddable
public record PostalAddress(@Column(name = "address_formatted") @Nullable String formatted,
		@Column(name = "address_street_address") @Nullable String streetAddress,
		@Column(name = "address_locality") @Nullable String locality,
		@Column(name = "address_region") @Nullable String region,
		@Column(name = "address_postal_code") @Nullable String postalCode,
		@Column(name = "address_country") @Nullable String country) {

	/** Whether no part is known. */
	boolean empty() {
		return Stream.of(this.formatted, this.streetAddress, this.locality, this.region, this.postalCode, this.country)
			.allMatch(Objects::isNull);
	}

}
