package dev.signet.linking;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.signet.account.EmailAddress;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.DirectoryRule;
import dev.signet.federation.preset.UpstreamPerson;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a directory, in the words in which people of providers are known while
 * something of them is missing; and back.
 */
final class DirectoryClaims {

	private static final String LOGIN = "sign_in_name";

	private static final String USERNAME = "preferred_username";

	private static final String GIVEN_NAME = "given_name";

	private static final String FAMILY_NAME = "family_name";

	private static final String GROUPS = "groups";

	private static final String ALL_GROUPS = "all_groups";

	private DirectoryClaims() {
	}

	/** With those groups only that give something here: there may be very many. */
	static UpstreamPerson upstreamPerson(Directory directory, DirectoryPerson person) {
		Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		directory.settings().accounts().rules().stream().map(DirectoryRule::group).forEach(wanted::add);
		Map<String, Object> claims = new HashMap<>();
		claims.put(LOGIN, person.login());
		put(claims, USERNAME, person.username());
		put(claims, GIVEN_NAME, person.givenName());
		put(claims, FAMILY_NAME, person.familyName());
		claims.put(GROUPS, person.groups().stream().filter(wanted::contains).toList());
		claims.put(ALL_GROUPS, person.allGroups());
		String address = Optional.ofNullable(person.email()).map(EmailAddress::value).orElse(null);
		return new UpstreamPerson("ldap:" + directory.alias(), person.subject(), address, address != null, claims,
				null);
	}

	/** Whether all is there that was kept; not when it was too much. */
	static boolean whole(UpstreamPerson person) {
		return person.claims().get(LOGIN) instanceof String;
	}

	/** Of somebody who is {@link #whole}. */
	static DirectoryPerson directoryPerson(UpstreamPerson person) {
		Map<String, Object> claims = person.claims();
		Collection<?> groups = (claims.get(GROUPS) instanceof Collection<?> known) ? known : List.of();
		return new DirectoryPerson(person.subject(), Objects.requireNonNull(text(claims, LOGIN)),
				text(claims, USERNAME), EmailAddress.parse(person.email()).orElse(null), text(claims, GIVEN_NAME),
				text(claims, FAMILY_NAME), groups.stream().map(String::valueOf).collect(Collectors.toSet()),
				!Boolean.FALSE.equals(claims.get(ALL_GROUPS)));
	}

	private static void put(Map<String, Object> claims, String name, @Nullable String value) {
		if (value != null) {
			claims.put(name, value);
		}
	}

	private static @Nullable String text(Map<String, Object> claims, String name) {
		return (claims.get(name) instanceof String text) ? text : null;
	}

}
