package dev.signet.protocol.request;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.signet.account.Account;
import dev.signet.token.UserClaims;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values that a request wants claims about the person to have (OpenID Connect Core
 * 1.0 §5.5.1, {@code value} and {@code values}). A claim with another value is left out,
 * essential or not, which is no error. This is decided when the request is answered:
 * never before the person has allowed the claim, because whoever asks could try out
 * values by it.
 *
 * @param idToken for claims in the ID token, by name
 * @param userInfo for claims at the userinfo endpoint, by name
 */
public record ClaimedValues(Map<String, List<JsonNode>> idToken, Map<String, List<JsonNode>> userInfo) {

	static final ClaimedValues NONE = new ClaimedValues(Map.of(), Map.of());

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * The claims in the ID token that the person has as they are wanted.
	 * @param names the claims that were asked for and may be had
	 * @param person reads the person; not asked where any value will do
	 */
	public Set<String> inIdToken(Set<String> names, Supplier<@Nullable Account> person) {
		return fitting(names, this.idToken, person);
	}

	/**
	 * The same at the userinfo endpoint.
	 * @param names the claims that were asked for and may be had
	 * @param person reads the person; not asked where any value will do
	 */
	public Set<String> inUserInfo(Set<String> names, Supplier<@Nullable Account> person) {
		return fitting(names, this.userInfo, person);
	}

	private static Set<String> fitting(Set<String> names, Map<String, List<JsonNode>> wanted,
			Supplier<@Nullable Account> person) {
		if (names.stream().noneMatch(wanted::containsKey)) {
			return names;
		}
		Account account = person.get();
		Map<String, Object> claims = (account == null) ? Map.of() : UserClaims.of(account, Set.of(), names);
		return names.stream()
			.filter((name) -> !wanted.containsKey(name) || fits(claims.get(name), wanted.getOrDefault(name, List.of())))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** As JSON has it, so that the order of an object's members does not matter. */
	private static boolean fits(@Nullable Object value, List<JsonNode> wanted) {
		return value != null && wanted.contains(JSON.readTree(JSON.writeValueAsString(value)));
	}

}
