package dev.signet.token;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.client.Client;
import dev.signet.client.Scopes;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.web.PublicAddress;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;

/**
 * For whom an access token is, and what it may do there. Without {@code resource} it is
 * for all APIs whose scopes were granted, and for this server where {@code openid} was
 * (RFC 9068 §3). The authorization request may narrow that for all tokens of the grant,
 * the token request further for this one (RFC 8707 §2.2); scopes of APIs that are
 * narrowed away are left out.
 */
@Component
class AccessTokenTarget {

	/** They shape tokens for any API, and are of use at none alone. */
	private static final Set<String> EVERYWHERE = Set.of("roles", "groups", "offline_access");

	private final Scopes scopes;

	private final PublicAddress address;

	AccessTokenTarget(Scopes scopes, PublicAddress address) {
		this.scopes = scopes;
		this.address = address;
	}

	/**
	 * Decides for a token that is about to be made.
	 * @param client the client that gets it
	 * @throws OAuth2AuthenticationException with {@code invalid_target} when the request
	 * names a resource that was not granted, with {@code invalid_scope} when none of the
	 * scopes is for the resources
	 */
	Target of(TokenBasis basis, Client client) {
		Set<String> granted = basis.scopes();
		Set<String> asked = basis.resources();
		Set<String> narrowed = basis.particulars().resources();
		if (asked.isEmpty() && narrowed.isEmpty()) {
			Set<String> audience = resources(granted);
			if (audience.isEmpty() || granted.contains(OidcScopes.OPENID)) {
				audience.add(issuer());
			}
			return new Target(List.copyOf(audience), new TreeSet<>(granted));
		}
		Set<String> possible = narrowed.isEmpty() ? possible(basis, client) : narrowed;
		if (!possible.containsAll(asked)) {
			throw new OAuth2AuthenticationException(RefusalError.of(
					(basis.giver() != null) ? Refusal.RESOURCE_NOT_GRANTED : Refusal.RESOURCE_NOT_OF_CLIENT,
					String.join(" ", asked), String.join(" or ", possible)));
		}
		Set<String> audience = new TreeSet<>(asked.isEmpty() ? narrowed : asked);
		Set<String> within = within(granted, audience);
		if (within.isEmpty() && !granted.isEmpty()) {
			// It would allow nothing, and an answer cannot say so (RFC 6749 §3.3, §5.1)
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.SCOPE_OF_OTHER_RESOURCES,
					String.join(" ", new TreeSet<>(granted)), "a scope of " + String.join(" or ", audience)));
		}
		return new Target(List.copyOf(audience), within);
	}

	/** What a token request may choose from when the grant was not narrowed. */
	private Set<String> possible(TokenBasis basis, Client client) {
		Set<String> granted = basis.scopes();
		if (basis.giver() == null) {
			// A client that acts for itself need not ask for a scope (RFC 6749 §4.4.2)
			return resources(granted.isEmpty() ? client.scopes() : granted);
		}
		Set<String> possible = resources(granted);
		if (granted.contains(OidcScopes.OPENID)) {
			possible.add(issuer());
		}
		return possible;
	}

	private Set<String> within(Set<String> granted, Set<String> audience) {
		Set<String> within = new HashSet<>(granted);
		within.removeIf((scope) -> {
			Set<String> owner = resources(Set.of(scope));
			boolean ours = owner.isEmpty() && (EVERYWHERE.contains(scope) || audience.contains(issuer()));
			return !ours && owner.stream().noneMatch(audience::contains);
		});
		return new TreeSet<>(within);
	}

	private Set<String> resources(Set<String> scopes) {
		Set<String> resources = new TreeSet<>();
		this.scopes.resourcesOf(scopes).stream().map(URI::toString).forEach(resources::add);
		return resources;
	}

	private String issuer() {
		return this.address.issuer().toString();
	}

	/**
	 * The decision.
	 *
	 * @param audience the resources, never empty
	 * @param scopes what the token allows there
	 */
	record Target(List<String> audience, Set<String> scopes) {
	}

}
