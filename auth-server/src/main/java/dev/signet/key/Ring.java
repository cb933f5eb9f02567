package dev.signet.key;

import java.security.Provider;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;

/**
 * The published keys at one moment. Never changes, so that whoever signs or verifies
 * needs no lock.
 */
final class Ring {

	static final Ring EMPTY = new Ring(Map.of());

	private final Map<String, RingKey> keys;

	private final Map<SigningAlgorithm, RingKey> signing = new EnumMap<>(SigningAlgorithm.class);

	private final JWKSet published;

	private Ring(Map<String, RingKey> keys) {
		this.keys = keys;
		keys.values().stream().filter(RingKey::isSigning).forEach((key) -> this.signing.put(key.algorithm(), key));
		this.published = new JWKSet(keys.values().stream().map(RingKey::jwk).toList());
	}

	/** The ring with these keys; what was made ready before is kept. */
	Ring with(List<SigningKey> stored, @Nullable Provider provider) {
		Map<String, RingKey> next = new LinkedHashMap<>();
		for (SigningKey key : stored) {
			RingKey known = this.keys.get(key.id());
			boolean same = known != null && known.isSigning() == key.isSigning();
			next.put(key.id(), same ? known : new RingKey(key, provider));
		}
		return new Ring(next);
	}

	Optional<RingKey> key(String id) {
		return Optional.ofNullable(this.keys.get(id));
	}

	/** The key that signs with this algorithm: no more than one does. */
	Optional<RingKey> signing(SigningAlgorithm algorithm) {
		return Optional.ofNullable(this.signing.get(algorithm));
	}

	JWKSet published() {
		return this.published;
	}

}
