package dev.signet.federation.mapping;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds a claim by its name, or one inside another by the names on the way with dots
 * between: {@code realm_access.roles}. A name may have dots itself, as names that are web
 * addresses do, so the longest name that is there is tried first.
 */
final class ClaimPath {

	private ClaimPath() {
	}

	/** The value, empty when it is not there or null. */
	static Optional<Object> find(Map<?, ?> claims, String path) {
		Object value = claims.get(path);
		if (value != null) {
			return Optional.of(value);
		}
		for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
			Optional<Object> found = inside(claims.get(path.substring(0, dot)), path.substring(dot + 1));
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	private static Optional<Object> inside(@Nullable Object value, String path) {
		return (value instanceof Map<?, ?> claims) ? find(claims, path) : Optional.empty();
	}

}
