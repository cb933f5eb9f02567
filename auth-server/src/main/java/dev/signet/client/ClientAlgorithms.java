package dev.signet.client;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How what is issued to a client is signed, by the names of RFC 7518 §3.1.
 *
 * @param idTokenAlgorithm of ID tokens and logout tokens
 * @param accessTokenAlgorithm of access tokens
 * @param userInfoAlgorithm of userinfo answers; null for plain JSON
 * @param introspectionAlgorithm of introspection answers, where the caller asks for a
 * signed one (RFC 9701)
 */
@Embeddable
record ClientAlgorithms(String idTokenAlgorithm, String accessTokenAlgorithm, @Nullable String userInfoAlgorithm,
		String introspectionAlgorithm) {

	/** Those that this server can have keys for. */
	static final Set<String> KNOWN = Collections
		.unmodifiableSet(new LinkedHashSet<>(List.of("RS256", "PS256", "ES256", "EdDSA")));

	static final ClientAlgorithms DEFAULT = new ClientAlgorithms("RS256", "RS256", null, "RS256");

}
