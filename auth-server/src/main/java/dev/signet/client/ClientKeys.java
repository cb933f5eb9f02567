package dev.signet.client;

import java.net.URI;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where the public keys of a client stand, by which it signs assertions (RFC 7523) and
 * request objects (RFC 9101): at most one of the two.
 *
 * @param jwks the keys themselves, a JWK Set as JSON (RFC 7517 §5) without private parts
 * @param jwksUri where the client publishes them
 * @param assertionAlgorithm the one by which it signs assertions (RFC 7518 §3.1); null
 * for each that is offered
 * @param requestObjectAlgorithm the one by which it signs request objects, or
 * {@code none}; null for each that is offered
 */
@Embeddable
record ClientKeys(@Nullable String jwks, @Nullable URI jwksUri, @Nullable String assertionAlgorithm,
		@Nullable String requestObjectAlgorithm) {

	static final ClientKeys NONE = new ClientKeys(null, null, null, null);

	ClientKeys(@Nullable String jwks, @Nullable URI jwksUri) {
		this(jwks, jwksUri, null, null);
	}

}
