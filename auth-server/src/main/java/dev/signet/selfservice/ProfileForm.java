package dev.signet.selfservice;

import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.PhoneNumber;
import dev.signet.account.PostalAddress;
import dev.signet.account.Profile;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyAccessorFactory;

/**
 * What a person tells about themselves, as typed. An empty field is one that they do not
 * tell.
 */
class ProfileForm {

	/** What its fields are called, as a regular expression. */
	static final String NAMES = "givenName|middleName|familyName|nickname|gender|birthdate|website|profilePage"
			+ "|picture|zoneinfo|locale|phoneNumber|streetAddress|postalCode|locality|region|country";

	/** The fields whose claims are called otherwise (OpenID Connect Core 1.0 §5.1). */
	private static final Map<String, String> FIELDS = Map.of("given_name", "givenName", "middle_name", "middleName",
			"family_name", "familyName", "profile", "profilePage", "address.street_address", "streetAddress",
			"address.postal_code", "postalCode", "address.locality", "locality", "address.region", "region",
			"address.country", "country");

	private String givenName = "";

	private String middleName = "";

	private String familyName = "";

	private String nickname = "";

	private String gender = "";

	private String birthdate = "";

	private String website = "";

	private String profilePage = "";

	private String picture = "";

	private String zoneinfo = "";

	private String locale = "";

	private String phoneNumber = "";

	private String streetAddress = "";

	private String postalCode = "";

	private String locality = "";

	private String region = "";

	private String country = "";

	static ProfileForm of(Account account) {
		Profile profile = account.profile();
		PostalAddress address = profile.address();
		ProfileForm form = new ProfileForm();
		form.givenName = typed(profile.givenName());
		form.middleName = typed(profile.middleName());
		form.familyName = typed(profile.familyName());
		form.nickname = typed(profile.nickname());
		form.gender = typed(profile.gender());
		form.birthdate = typed(profile.birthdate());
		form.website = typed(profile.website());
		form.profilePage = typed(profile.profilePage());
		form.picture = typed(profile.picture());
		form.zoneinfo = typed(profile.zoneinfo());
		form.locale = typed(profile.locale());
		form.phoneNumber = typed(account.phoneNumber().map(PhoneNumber::value).orElse(null));
		if (address != null) {
			form.streetAddress = typed(address.streetAddress());
			form.postalCode = typed(address.postalCode());
			form.locality = typed(address.locality());
			form.region = typed(address.region());
			form.country = typed(address.country());
		}
		return form;
	}

	/**
	 * Lets somebody type into it.
	 * @param words what stands in the fields, by their names
	 */
	void type(Map<String, String> words) {
		PropertyAccessorFactory.forBeanPropertyAccess(this).setPropertyValues(words);
	}

	/** The field for a claim that a problem names. */
	static String field(String claim) {
		return FIELDS.getOrDefault(claim, claim);
	}

	/**
	 * The profile that was typed.
	 * @param formatted the whole postal address in one text, which the form leaves alone
	 */
	Profile profile(@Nullable String formatted) {
		return new Profile(told(this.givenName), told(this.middleName), told(this.familyName), told(this.nickname),
				told(this.profilePage), told(this.picture), told(this.website), told(this.gender), told(this.birthdate),
				told(this.zoneinfo), told(this.locale), new PostalAddress(formatted, told(this.streetAddress),
						told(this.locality), told(this.region), told(this.postalCode), told(this.country)));
	}

	private static String typed(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private static @Nullable String told(String typed) {
		String text = typed.strip();
		return text.isEmpty() ? null : text;
	}

	public String getGivenName() {
		return this.givenName;
	}

	public void setGivenName(String givenName) {
		this.givenName = givenName;
	}

	public String getMiddleName() {
		return this.middleName;
	}

	public void setMiddleName(String middleName) {
		this.middleName = middleName;
	}

	public String getFamilyName() {
		return this.familyName;
	}

	public void setFamilyName(String familyName) {
		this.familyName = familyName;
	}

	public String getNickname() {
		return this.nickname;
	}

	public void setNickname(String nickname) {
		this.nickname = nickname;
	}

	public String getGender() {
		return this.gender;
	}

	public void setGender(String gender) {
		this.gender = gender;
	}

	public String getBirthdate() {
		return this.birthdate;
	}

	public void setBirthdate(String birthdate) {
		this.birthdate = birthdate;
	}

	public String getWebsite() {
		return this.website;
	}

	public void setWebsite(String website) {
		this.website = website;
	}

	public String getProfilePage() {
		return this.profilePage;
	}

	public void setProfilePage(String profilePage) {
		this.profilePage = profilePage;
	}

	public String getPicture() {
		return this.picture;
	}

	public void setPicture(String picture) {
		this.picture = picture;
	}

	public String getZoneinfo() {
		return this.zoneinfo;
	}

	public void setZoneinfo(String zoneinfo) {
		this.zoneinfo = zoneinfo;
	}

	public String getLocale() {
		return this.locale;
	}

	public void setLocale(String locale) {
		this.locale = locale;
	}

	public String getPhoneNumber() {
		return this.phoneNumber;
	}

	public void setPhoneNumber(String phoneNumber) {
		this.phoneNumber = phoneNumber;
	}

	public String getStreetAddress() {
		return this.streetAddress;
	}

	public void setStreetAddress(String streetAddress) {
		this.streetAddress = streetAddress;
	}

	public String getPostalCode() {
		return this.postalCode;
	}

	public void setPostalCode(String postalCode) {
		this.postalCode = postalCode;
	}

	public String getLocality() {
		return this.locality;
	}

	public void setLocality(String locality) {
		this.locality = locality;
	}

	public String getRegion() {
		return this.region;
	}

	public void setRegion(String region) {
		this.region = region;
	}

	public String getCountry() {
		return this.country;
	}

	public void setCountry(String country) {
		this.country = country;
	}

}
