package dev.signet.demo.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who is signed in, for the pages.
 *
 * @param name what to call them
 * @param username their name at the server, if it was told
 * @param email their address, if it was told
 * @param roles what they may do
 */
record Person(String name, @Nullable String username, @Nullable String email, List<String> roles) {

	/** The signed-in person; empty for everybody else. */
	static Optional<Person> of(@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof OidcUser user)) {
			return Optional.empty();
		}
		String name = Optional.ofNullable(user.getFullName())
			.or(() -> Optional.ofNullable(user.getPreferredUsername()))
			.orElseGet(user::getName);
		return Optional.of(new Person(name, user.getPreferredUsername(), user.getEmail(), roles(authentication)));
	}

	/** One or two letters for the picture. */
	public String initials() {
		String[] words = this.name.strip().split("\\s+");
		String first = firstLetter(words[0]);
		return ((words.length > 1) ? first + firstLetter(words[words.length - 1]) : first).toUpperCase(Locale.ROOT);
	}

	private static String firstLetter(String word) {
		return word.isEmpty() ? "?" : Character.toString(word.codePointAt(0));
	}

	private static List<String> roles(Authentication authentication) {
		return authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority != null && authority.startsWith("ROLE_"))
			.map((authority) -> authority.substring("ROLE_".length()))
			.sorted()
			.toList();
	}

}
