package dev.signet.token;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.ClientClaim;

/**
 * The claims that a client gets besides the standard ones, where it wants them and under
 * the names it expects. Each is given only when a scope that opens it was granted, so
 * nothing gets out this way that the person did not allow.
 */
public final class OwnClaims {

	private OwnClaims() {
	}

	/**
	 * The claims of a client for one place; those without a value are left out.
	 * @param place chooses the place, such as {@link ClientClaim#inUserInfo()}
	 * @param account reads the person, and is not asked when there is nothing to tell
	 * @param scopes what was granted
	 */
	public static Map<String, Object> of(Client client, Predicate<ClientClaim> place, Supplier<Account> account,
			Set<String> scopes) {
		Map<String, Object> claims = new LinkedHashMap<>();
		if (client.claims().stream().noneMatch(place)) {
			return claims;
		}
		Map<String, Object> opened = UserClaims.of(account.get(), scopes, Set.of());
		for (ClientClaim claim : client.claims()) {
			Object value = opened.get(claim.claim());
			if (value != null && place.test(claim)) {
				claims.put(claim.name(), formatted(value, claim.format()));
			}
		}
		return claims;
	}

	private static Object formatted(Object value, ClientClaim.Format format) {
		if (format == ClientClaim.Format.TEXT) {
			return (value instanceof Collection<?> several)
					? several.stream().map(String::valueOf).collect(Collectors.joining(" ")) : value.toString();
		}
		return value;
	}

}
