package dev.signet.federation.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the mapping of a provider makes of somebody there.
 *
 * @param profile what they tell about themselves, by the name of the standard claim
 * ({@code given_name}, {@code address.country}, {@code phone_number}); each value keeps
 * the rules of a profile
 * @param roles the roles that the mapping gives
 * @param groups the names of the groups that it puts them into
 * @param unusable what the mapping wanted and cannot have, with the reason
 */
public record MappedPerson(Map<String, String> profile, Set<String> roles, Set<String> groups,
		List<UnusableClaim> unusable) {

	/** Of whom nothing is said. */
	static final MappedPerson NOBODY = new MappedPerson(Map.of(), Set.of(), Set.of(), List.of());

	public MappedPerson {
		profile = Map.copyOf(profile);
		roles = Set.copyOf(roles);
		groups = Set.copyOf(groups);
		unusable = List.copyOf(unusable);
	}

	/** Without what the person tells about themselves. */
	@Override
	public String toString() {
		return "MappedPerson[roles=" + this.roles + ", groups=" + this.groups + "]";
	}

}
