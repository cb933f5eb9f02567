package dev.signet.protocol.authorization;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.signet.client.Scopes;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.refusal.Refusal;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;

/**
 * The APIs that an authorization request narrows its tokens to (RFC 8707 §2). Each must
 * be one whose scopes are asked for; this server itself is the one of {@code openid}.
 */
@Component
class ResourceIndicators {

	private final Scopes scopes;

	private final PublicAddress address;

	ResourceIndicators(Scopes scopes, PublicAddress address) {
		this.scopes = scopes;
		this.address = address;
	}

	/**
	 * The resources asked for, empty when the request leaves it to the scopes.
	 * @param allowed the scopes that the person has allowed for this very request, or
	 * null when nobody was asked
	 */
	Set<String> read(ProvedRequest request, Set<String> scopes, @Nullable Set<String> allowed) {
		Set<String> asked = new LinkedHashSet<>(request.parameters().values("resource"));
		if (asked.isEmpty()) {
			return Set.of();
		}
		Set<String> possible = of(scopes);
		if (!possible.containsAll(asked)) {
			throw request.refuse(Refusal.RESOURCE_UNKNOWN, "resource", String.join(" or ", possible));
		}
		if (allowed != null) {
			asked.retainAll(of(allowed));
			if (asked.isEmpty()) {
				// Nothing is left of what the client wanted a token for
				throw request.refuse(Refusal.CONSENT_DENIED);
			}
		}
		return asked;
	}

	private Set<String> of(Set<String> scopes) {
		Set<String> resources = new HashSet<>();
		this.scopes.resourcesOf(scopes).stream().map(URI::toString).forEach(resources::add);
		if (scopes.contains(OidcScopes.OPENID)) {
			resources.add(this.address.issuer().toString());
		}
		return resources;
	}

}
