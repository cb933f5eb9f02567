package dev.signet.token;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.PhoneNumber;
import dev.signet.account.PostalAddress;
import dev.signet.account.Profile;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;

/**
 * What is said about a person (OpenID Connect Core 1.0 §5.1), and which scope opens which
 * claim (§5.4). Claims without a value are left out.
 */
public final class UserClaims {

	/** The groups of the person, by name. */
	static final String GROUPS = "groups";

	/** All claims but {@code sub}, in the order in which they are written. */
	private static final Map<String, Claim> CLAIMS = new LinkedHashMap<>();

	static {
		claim(OidcScopes.PROFILE, StandardClaimNames.NAME, Account::fullName);
		profile(StandardClaimNames.GIVEN_NAME, Profile::givenName);
		profile(StandardClaimNames.MIDDLE_NAME, Profile::middleName);
		profile(StandardClaimNames.FAMILY_NAME, Profile::familyName);
		profile(StandardClaimNames.NICKNAME, Profile::nickname);
		claim(OidcScopes.PROFILE, StandardClaimNames.PREFERRED_USERNAME, Account::username);
		profile(StandardClaimNames.PROFILE, Profile::profilePage);
		profile(StandardClaimNames.PICTURE, Profile::picture);
		profile(StandardClaimNames.WEBSITE, Profile::website);
		profile(StandardClaimNames.GENDER, Profile::gender);
		profile(StandardClaimNames.BIRTHDATE, Profile::birthdate);
		profile(StandardClaimNames.ZONEINFO, Profile::zoneinfo);
		profile(StandardClaimNames.LOCALE, Profile::locale);
		claim(OidcScopes.PROFILE, StandardClaimNames.UPDATED_AT, (account) -> account.updatedAt().getEpochSecond());
		claim(OidcScopes.EMAIL, StandardClaimNames.EMAIL, Account::emailAddress);
		claim(OidcScopes.EMAIL, StandardClaimNames.EMAIL_VERIFIED, Account::emailVerified);
		claim(OidcScopes.ADDRESS, StandardClaimNames.ADDRESS, (account) -> address(account.profile().address()));
		claim(OidcScopes.PHONE, StandardClaimNames.PHONE_NUMBER,
				(account) -> account.phoneNumber().map(PhoneNumber::value).orElse(null));
		claim(OidcScopes.PHONE, StandardClaimNames.PHONE_NUMBER_VERIFIED,
				(account) -> account.phoneNumber().isPresent() ? account.phoneNumberVerified() : null);
		claim("roles", AccessTokenClaims.ROLES, (account) -> account.roles().stream().sorted().toList());
		claim("groups", GROUPS, (account) -> account.groups().stream().sorted().toList());
	}

	private UserClaims() {
	}

	/**
	 * The claims about a person that scopes open, and those asked for one by one.
	 * @param account the person
	 * @param scopes the scopes that were granted
	 * @param names claims that were asked for one by one (OpenID Connect Core 1.0 §5.5)
	 * and may be given; names that mean nothing here are ignored
	 * @return the claims, {@code sub} always among them
	 */
	public static Map<String, Object> of(Account account, Set<String> scopes, Set<String> names) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put(StandardClaimNames.SUB, account.id().toString());
		CLAIMS.forEach((name, claim) -> {
			if (scopes.contains(claim.scope()) || names.contains(name)) {
				put(claims, name, claim.value().of(account));
			}
		});
		return claims;
	}

	/** The scope that opens a claim, empty for a name that means nothing here. */
	public static Optional<String> scopeOf(String name) {
		return Optional.ofNullable(CLAIMS.get(name)).map(Claim::scope);
	}

	/** The names of all claims about people, {@code sub} apart. */
	public static Set<String> names() {
		return Collections.unmodifiableSet(CLAIMS.keySet());
	}

	private static void profile(String name, ProfileValue value) {
		claim(OidcScopes.PROFILE, name, (account) -> value.of(account.profile()));
	}

	private static void claim(String scope, String name, Value value) {
		CLAIMS.put(name, new Claim(scope, value));
	}

	/** A JSON object (OpenID Connect Core 1.0 §5.1.1). */
	private static @Nullable Map<String, Object> address(@Nullable PostalAddress address) {
		if (address == null) {
			return null;
		}
		Map<String, Object> claim = new LinkedHashMap<>();
		put(claim, "formatted", address.formatted());
		put(claim, "street_address", address.streetAddress());
		put(claim, "locality", address.locality());
		put(claim, "region", address.region());
		put(claim, "postal_code", address.postalCode());
		put(claim, "country", address.country());
		return claim;
	}

	private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
		if (value != null) {
			claims.put(name, value);
		}
	}

	/**
	 * A claim about a person.
	 *
	 * @param scope the scope that opens it
	 * @param value what it says
	 */
	private record Claim(String scope, Value value) {
	}

	private interface Value {

		@Nullable Object of(Account account);

	}

	private interface ProfileValue {

		@Nullable Object of(Profile profile);

	}

}
