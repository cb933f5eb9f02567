package dev.signet.signin.journey;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.util.MultiValueMap;

/**
 * An authorization request that waits while the person takes the steps still missing.
 *
 * @param id names it in pages of this browser
 * @param clientId the client that asks
 * @param parameters the request as it came, as a query string
 * @param firstSeen when it came; only a proof of identity later than this is fresh
 * @param decidedBy who has answered the consent page, or null
 * @param grantedScopes what that person allowed, empty before and after a denial
 * @param denied whether that person said no
 * @param chosenAccount the account that the person wants to go on with, or null
 */
@NamedInterface("journey")
public record PendingRequest(UUID id, String clientId, String parameters, Instant firstSeen,
		@Nullable AccountId decidedBy, Set<String> grantedScopes, boolean denied, @Nullable AccountId chosenAccount) {

	/**
	 * Whether the app asks for a new proof of identity, or for one of a certain age
	 * (OpenID Connect Core 1.0 §3.1.2.1).
	 */
	public boolean wantsFreshSignIn() {
		MultiValueMap<String, String> asked = QueryString.decode(this.parameters);
		return asked.containsKey("max_age") || prompts(asked, "login");
	}

	/** Whether the app wants the person to say which account, or to make one. */
	boolean wantsChoice() {
		MultiValueMap<String, String> asked = QueryString.decode(this.parameters);
		return prompts(asked, "select_account") || prompts(asked, "create");
	}

	/** Whether the person has answered the consent page for this very request. */
	public boolean wasDecidedBy(AccountId accountId) {
		return accountId.equals(this.decidedBy);
	}

	private static boolean prompts(MultiValueMap<String, String> asked, String value) {
		return asked.getOrDefault("prompt", List.of())
			.stream()
			.anyMatch((prompt) -> List.of(prompt.split(" ")).contains(value));
	}

}
