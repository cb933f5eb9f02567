package dev.signet.client;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A secret on its way to being stored as a digest. It never shows itself.
 *
 * @param field the name of the field it came from
 * @param value the secret
 * @param expiresAt from when on it is refused; null for never
 */
record PlainSecret(String field, String value, @Nullable Instant expiresAt) {

	List<ClientProblem> problems() {
		return Optional.ofNullable(ClientSecrets.check(this.field, this.value)).map(List::of).orElse(List.of());
	}

	static List<StoredSecret> store(Collection<PlainSecret> secrets, Instant now) {
		return secrets.stream()
			.map((secret) -> new StoredSecret(ClientSecrets.digest(secret.value), now, secret.expiresAt))
			.toList();
	}

	@Override
	public String toString() {
		return this.field + "=(secret)";
	}

}
