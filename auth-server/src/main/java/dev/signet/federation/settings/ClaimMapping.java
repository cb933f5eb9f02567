package dev.signet.federation.settings;

import java.util.List;
import java.util.Set;

/**
 * What becomes of the claims that come with a person. Pure data.
 *
 * @param profile what goes into the profile
 * @param roles what gives roles and groups
 * @param when how often it gives something; what it gave and would not give any more is
 * gone with the next sign-in in any case
 */
public record ClaimMapping(List<ProfileRule> profile, List<RoleRule> roles, When when) {

	/**
	 * The field of a rule that tells, for OAuth 2.0, who it is. It and the two below are
	 * no part of the profile.
	 */
	public static final String SUBJECT = "subject";

	/** The field of the address, for OAuth 2.0. */
	public static final String EMAIL = "email";

	/** The field of whether the provider has verified the address, for OAuth 2.0. */
	public static final String EMAIL_VERIFIED = "email_verified";

	/** Nothing becomes of them. */
	public static final ClaimMapping NONE = new ClaimMapping(List.of(), List.of(), When.FIRST);

	/** The fields that are no part of the profile. */
	public static final Set<String> BESIDE_PROFILE = Set.of(SUBJECT, EMAIL, EMAIL_VERIFIED);

	/** Takes copies of the lists. */
	public ClaimMapping {
		profile = List.copyOf(profile);
		roles = List.copyOf(roles);
	}

	/**
	 * A claim that fills a field.
	 *
	 * @param claim the name of the claim, or the names on the way to it with dots between
	 * @param field the name of the field
	 */
	public record ProfileRule(String claim, String field) {
	}

	/**
	 * A value of a claim that gives a role or a group.
	 *
	 * @param claim the name of the claim, or the names on the way to it with dots between
	 * @param value the value that it must have, or hold among others
	 * @param kind what it gives
	 * @param name the name of the role or group
	 */
	public record RoleRule(String claim, String value, Kind kind, String name) {
	}

	/** What a rule gives. The names are stored; never rename one. */
	public enum Kind {

		/** A role. */
		ROLE,

		/** Membership in a group. */
		GROUP

	}

	/** How often it gives something. The names are stored; never rename one. */
	public enum When {

		/** With the first sign-in only; after that it is the person's own. */
		FIRST,

		/** With each sign-in. */
		EACH

	}

}
