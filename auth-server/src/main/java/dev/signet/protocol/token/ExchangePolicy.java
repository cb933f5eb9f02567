package dev.signet.protocol.token;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.client.Client;
import dev.signet.client.Resources;
import dev.signet.client.Scopes;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AccessToken;
import dev.signet.token.AccessTokenClaims;
import dev.signet.token.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Who may exchange which token for what (RFC 8693 §2.2.2, §5). All of it, in the order in
 * which it is asked:
 * <table>
 * <caption>The decisions</caption>
 * <tr>
 * <td>caller</td>
 * <td>is confidential</td>
 * </tr>
 * <tr>
 * <td>subject token</td>
 * <td>has a person behind it; was given to the caller, or is meant for an API that the
 * caller is</td>
 * </tr>
 * <tr>
 * <td>actor</td>
 * <td>the subject of the actor token, which was given to the caller; without one, the
 * caller itself. Whom {@code may_act} names, where it names somebody. At most 5 in a
 * row</td>
 * </tr>
 * <tr>
 * <td>target</td>
 * <td>only APIs that the client is registered for; where there is one only, it need not
 * be named</td>
 * </tr>
 * <tr>
 * <td>scope</td>
 * <td>in the subject token, registered for the caller, of the target or about what tokens
 * say anywhere; what is asked for must be all there</td>
 * </tr>
 * </table>
 */
@Component
class ExchangePolicy {

	/** How many may have acted one for another. */
	static final int LONGEST_CHAIN = 5;

	/** They shape tokens for any API. */
	private static final Set<String> EVERYWHERE = Set.of("roles", "groups");

	private final Resources resources;

	private final Scopes scopes;

	ExchangePolicy(Resources resources, Scopes scopes) {
		this.resources = resources;
		this.scopes = scopes;
	}

	/**
	 * Decides about tokens that still stand.
	 * @throws OAuth2AuthenticationException with the refusal
	 */
	Decision decide(Question question) {
		Client caller = question.caller();
		AccessToken subject = question.subject();
		if (caller.publicClient()) {
			throw refusal(Refusal.EXCHANGE_BY_PUBLIC_CLIENT, null, null);
		}
		if (subject.grantId() == null) {
			throw refusal(Refusal.EXCHANGE_SUBJECT_WITHOUT_PERSON, null, null);
		}
		if (!subject.clientId().equals(caller.clientId())
				&& this.resources.identifiersOf(caller.clientId()).stream().noneMatch(subject.audience()::contains)) {
			throw refusal(Refusal.EXCHANGE_SUBJECT_OF_OTHERS, "a token of " + subject.clientId(), null);
		}
		Map<String, Object> actor = actor(question);
		Set<String> audience = audience(question);
		Set<String> scopes = scopes(question, audience);
		return new Decision(scopes, new Exchange(List.copyOf(audience), actor, subject.expiresAt()));
	}

	private static Map<String, Object> actor(Question question) {
		Client caller = question.caller();
		AccessToken subject = question.subject();
		AccessToken actorToken = question.actor();
		if (actorToken != null && !actorToken.clientId().equals(caller.clientId())) {
			throw refusal(Refusal.EXCHANGE_ACTOR_WORTHLESS, "a token of " + actorToken.clientId(), null);
		}
		String actor = (actorToken != null) ? actorToken.subject() : caller.clientId();
		if (!subject.mayAct().isEmpty() && !isParty(subject.mayAct(),
				Map.of("iss", subject.issuer(), "sub", actor, "client_id", caller.clientId()))) {
			throw refusal(Refusal.EXCHANGE_ACTOR_NOT_ALLOWED, actor, null);
		}
		Map<String, Object> claim = new LinkedHashMap<>();
		claim.put("sub", actor);
		if (!subject.actor().isEmpty()) {
			claim.put(AccessTokenClaims.ACTOR, subject.actor());
		}
		if (length(claim) > LONGEST_CHAIN) {
			throw refusal(Refusal.EXCHANGE_CHAIN_TOO_LONG, null, "at most " + LONGEST_CHAIN + " actors");
		}
		return claim;
	}

	/** Whether all that tells a party is true of this one, and there is something. */
	private static boolean isParty(Map<String, Object> mayAct, Map<String, Object> party) {
		boolean named = mayAct.containsKey("sub") || mayAct.containsKey("client_id");
		return named && party.entrySet()
			.stream()
			.filter((told) -> mayAct.containsKey(told.getKey()))
			.allMatch((told) -> told.getValue().equals(mayAct.get(told.getKey())));
	}

	private static int length(Map<?, ?> actor) {
		int length = 1;
		Map<?, ?> each = actor;
		while (each.get(AccessTokenClaims.ACTOR) instanceof Map<?, ?> earlier) {
			each = earlier;
			length++;
		}
		return length;
	}

	private static Set<String> audience(Question question) {
		Set<String> allowed = question.caller().exchangeAudiences();
		Set<String> asked = question.audience();
		if (allowed.isEmpty()) {
			throw refusal(Refusal.EXCHANGE_WITHOUT_TARGETS, asked.isEmpty() ? null : String.join(" ", asked), null);
		}
		if (asked.isEmpty() && allowed.size() != 1) {
			throw refusal(Refusal.EXCHANGE_TARGET_MISSING, null, String.join(" or ", allowed));
		}
		if (!allowed.containsAll(asked)) {
			throw refusal(Refusal.EXCHANGE_TARGET_NOT_ALLOWED, String.join(" ", asked), String.join(" or ", allowed));
		}
		return new TreeSet<>(asked.isEmpty() ? allowed : asked);
	}

	private Set<String> scopes(Question question, Set<String> audience) {
		Set<String> possible = new TreeSet<>(question.subject().scopes());
		possible.retainAll(question.caller().scopes());
		possible.removeIf((scope) -> !EVERYWHERE.contains(scope) && !ofTarget(scope, audience));
		Set<String> asked = question.scopes();
		Set<String> given = new TreeSet<>(asked.isEmpty() ? possible : asked);
		if (!possible.containsAll(given) || given.isEmpty()) {
			throw refusal(Refusal.EXCHANGE_SCOPE_NOT_ALLOWED, String.join(" ", asked), String.join(" ", possible));
		}
		return given;
	}

	private boolean ofTarget(String scope, Collection<String> audience) {
		return this.scopes.resourcesOf(Set.of(scope)).stream().map(URI::toString).anyMatch(audience::contains);
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal, @Nullable String came,
			@Nullable String expected) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal, came, expected));
	}

	/**
	 * All that decides.
	 *
	 * @param caller who asks
	 * @param subject the token to be exchanged
	 * @param actor the token of who is to act, or null for the caller
	 * @param audience the APIs asked for, by their identifiers
	 * @param scopes what is asked for
	 */
	record Question(Client caller, AccessToken subject, @Nullable AccessToken actor, Set<String> audience,
			Set<String> scopes) {
	}

	/**
	 * What is given.
	 *
	 * @param scopes what the new token allows
	 * @param exchange what else it says
	 */
	record Decision(Set<String> scopes, Exchange exchange) {
	}

}
