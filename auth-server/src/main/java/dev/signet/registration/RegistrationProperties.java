package dev.signet.registration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.signet.account.EmailAddress;
import dev.signet.signin.step.TermsOfService;
import jakarta.validation.constraints.AssertTrue;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of sign-up.
 *
 * @param mode who may make an account on the page /register
 * @param domains in mode domain, behind the {@code @} of which addresses; exactly these,
 * so each subdomain is named by itself
 * @param approval whether an operator must approve the account of somebody who was not
 * invited before it can be used
 * @param approvalWithin for how long an account waits for that, 1 to 365 days; then it is
 * removed
 * @param verifyEmail whether people must first show, by a mailed code, that they read
 * mail at their address. Without it the page must tell whether an address has an account.
 * When not given: yes if a mail server is set. In mode domain always
 * @param termsUrl the address of the terms of service that people accept who sign up, or
 * who have an account and sign in
 * @param termsVersion which version of the terms that is; it is stored with the account,
 * and who accepted another one is asked again
 * @param privacyUrl the address of what becomes of people's data, to read
 */
@Validated
@ConfigurationProperties("signet.registration")
record RegistrationProperties(@DefaultValue("open") Mode mode, @DefaultValue List<String> domains,
		@DefaultValue("false") boolean approval,
		@DefaultValue("30d") @DurationMin(days = 1) @DurationMax(days = 365) Duration approvalWithin,
		@Nullable Boolean verifyEmail, @Nullable URI termsUrl, @Nullable String termsVersion,
		@Nullable URI privacyUrl) {

	private static final int LONGEST_VERSION = 100;

	@AssertTrue(message = "signet.registration.domains must name a domain in mode domain, and none in any other mode")
	boolean isDomainListNeeded() {
		return (this.mode == Mode.DOMAIN) != this.domains.isEmpty();
	}

	@AssertTrue(message = "signet.registration.domains must be domains such as example.com, without @ and *")
	boolean isEachDomainWellFormed() {
		return this.domains.stream().allMatch((domain) -> example(domain).isPresent());
	}

	@AssertTrue(message = "signet.registration.verify-email must not be false in mode domain: anybody could claim an "
			+ "address there")
	boolean isAddressProvedInModeDomain() {
		return this.mode != Mode.DOMAIN || !Boolean.FALSE.equals(this.verifyEmail);
	}

	@AssertTrue(message = "signet.registration.terms-url and terms-version belong together; a version has 1 to "
			+ LONGEST_VERSION + " printable ASCII characters")
	boolean isVersionOfTermsKnown() {
		return (this.termsUrl == null && this.termsVersion == null) || (this.termsUrl != null
				&& this.termsVersion != null && this.termsVersion.matches("[!-~]{1," + LONGEST_VERSION + "}"));
	}

	@AssertTrue(message = "signet.registration.terms-url and privacy-url must be absolute web addresses")
	boolean isEachPageOnTheWeb() {
		return onTheWeb(this.termsUrl) && onTheWeb(this.privacyUrl);
	}

	/** The domains in lower-case ASCII. */
	List<String> asciiDomains() {
		return this.domains.stream().flatMap((domain) -> example(domain).stream()).map(EmailAddress::domain).toList();
	}

	/** What people who sign up accept and read; empty when that is nothing. */
	Optional<Terms> terms() {
		return (this.termsUrl == null && this.privacyUrl == null) ? Optional.empty()
				: Optional.of(new Terms(this.termsUrl, this.termsVersion, this.privacyUrl));
	}

	/**
	 * The terms that people accept who use an account here; empty when there are none.
	 */
	Optional<TermsOfService.Version> version() {
		return (this.termsUrl == null || this.termsVersion == null) ? Optional.empty()
				: Optional.of(new TermsOfService.Version(this.termsVersion, this.termsUrl));
	}

	private static Optional<EmailAddress> example(String domain) {
		return EmailAddress.parse("a@" + domain);
	}

	private static boolean onTheWeb(@Nullable URI page) {
		return page == null
				|| (("https".equals(page.getScheme()) || "http".equals(page.getScheme())) && page.getHost() != null);
	}

	/** Who may make an account. Nothing here concerns the link for the first one. */
	enum Mode {

		/** Anybody. */
		OPEN,

		/** Who has a link from an operator. */
		INVITATION,

		/** Who reads mail in one of the domains, or has a link. */
		DOMAIN,

		/** Nobody. */
		CLOSED

	}

	/**
	 * What people who sign up accept and read.
	 *
	 * @param url the terms to accept, or null for none
	 * @param version which version of them
	 * @param privacyUrl what becomes of their data, or null when no page tells
	 */
	record Terms(@Nullable URI url, @Nullable String version, @Nullable URI privacyUrl) {
	}

}
