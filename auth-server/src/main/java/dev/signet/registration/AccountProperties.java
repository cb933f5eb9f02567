package dev.signet.registration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.signet.account.EmailAddress;
import dev.signet.account.GroupName;
import dev.signet.account.NewAccount;
import dev.signet.account.PhoneNumber;
import dev.signet.account.PostalAddress;
import dev.signet.account.Profile;
import dev.signet.account.Username;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * People whom the configuration declares: the first ones of a server, and those of test
 * systems. They are applied at each start.
 *
 * @param declared people to make or bring in line. Who is taken out of the list stays as
 * they are
 */
@Validated
@ConfigurationProperties("signet.account")
record AccountProperties(@DefaultValue List<@Valid DeclaredAccount> declared) {

	/**
	 * A declared person. The names are those of the standard claims (OpenID Connect Core
	 * 1.0 §5.1).
	 *
	 * @param username the name to sign in with, by which the person is found again
	 * @param email the address; used when the account is made
	 * @param emailVerified whether the address needs no proof; used when the account is
	 * made
	 * @param password the first password; used when the account is made
	 * @param passwordFile a file that holds the first password, instead of password
	 * @param givenName given names
	 * @param middleName middle names
	 * @param familyName family names
	 * @param nickname what friends say
	 * @param profile the address of a page about the person
	 * @param picture the address of a picture of the person
	 * @param website the address of the person's own pages
	 * @param gender female, male or another word
	 * @param birthdate YYYY-MM-DD, YYYY, or 0000-MM-DD
	 * @param zoneinfo the time zone
	 * @param locale the language
	 * @param phoneNumber the telephone number in the international form
	 * @param phoneNumberVerified whether the number needs no proof
	 * @param address where the person gets mail
	 * @param roles the roles held, and no others
	 * @param groups the names of the groups belonged to, and no others
	 */
	record DeclaredAccount(@NotBlank String username, @NotBlank String email,
			@DefaultValue("false") boolean emailVerified, @Nullable String password, @Nullable Path passwordFile,
			@Nullable String givenName, @Nullable String middleName, @Nullable String familyName,
			@Nullable String nickname, @Nullable String profile, @Nullable String picture, @Nullable String website,
			@Nullable String gender, @Nullable String birthdate, @Nullable String zoneinfo, @Nullable String locale,
			@Nullable String phoneNumber, @DefaultValue("false") boolean phoneNumberVerified,
			@Nullable DeclaredAddress address, @DefaultValue("USER") List<String> roles,
			@DefaultValue List<String> groups) {

		NewAccount newAccount() {
			NewAccount account = NewAccount.of(new Username(this.username), new EmailAddress(this.email))
				.holding(this.roles.toArray(String[]::new));
			return this.emailVerified ? account.verified() : account;
		}

		Profile newProfile() {
			return new Profile(this.givenName, this.middleName, this.familyName, this.nickname, this.profile,
					this.picture, this.website, this.gender, this.birthdate, this.zoneinfo, this.locale,
					(this.address != null) ? this.address.postalAddress() : null);
		}

		Optional<PhoneNumber> newPhoneNumber() {
			return PhoneNumber.parse(this.phoneNumber);
		}

		List<GroupName> groupNames() {
			return this.groups.stream().map(GroupName::new).toList();
		}

		/** Without the password and without what the person would keep private. */
		@Override
		public String toString() {
			return "declared account " + this.username;
		}

	}

	/**
	 * A postal address (OpenID Connect Core 1.0 §5.1.1).
	 *
	 * @param formatted the whole address, with line breaks
	 * @param streetAddress street and number, with line breaks
	 * @param locality city
	 * @param region state, province or prefecture
	 * @param postalCode postal code
	 * @param country name of the country
	 */
	record DeclaredAddress(@Nullable String formatted, @Nullable String streetAddress, @Nullable String locality,
			@Nullable String region, @Nullable String postalCode, @Nullable String country) {

		PostalAddress postalAddress() {
			return new PostalAddress(this.formatted, this.streetAddress, this.locality, this.region, this.postalCode,
					this.country);
		}

		@Override
		public String toString() {
			return "declared address";
		}

	}

}
