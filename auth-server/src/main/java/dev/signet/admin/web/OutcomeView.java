package dev.signet.admin.web;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.signet.federation.mapping.UnusableClaim;
import org.jspecify.annotations.Nullable;

/**
 * What would become of somebody who comes from a provider.
 *
 * @param issuer who says so
 * @param subject who it is over there
 * @param email the address that came
 * @param emailVerified whether the provider says that it is theirs
 * @param emailTrusted whether that counts
 * @param result what would happen, as the name of its words
 * @param why the key of the sentence for administrators that says why
 * @param inputs what the table was asked, by the names of their words
 * @param collidesWith the username of the account that has the address
 * @param profile what goes into the profile
 * @param roles the roles that it gives
 * @param groups the groups that it gives
 * @param unusable what cannot be used, with the reason
 */
record OutcomeView(String issuer, String subject, @Nullable String email, boolean emailVerified, boolean emailTrusted,
		String result, String why, Map<String, String> inputs, @Nullable String collidesWith,
		Map<String, String> profile, Set<String> roles, Set<String> groups, List<UnusableClaim> unusable) {

	/** Without what names the person. */
	@Override
	public String toString() {
		return "OutcomeView[" + this.result + "]";
	}

}
