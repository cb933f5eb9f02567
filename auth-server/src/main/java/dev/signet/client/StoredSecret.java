package dev.signet.client;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * A client secret as it is stored.
 *
 * @param digest its SHA-256
 * @param createdAt when it was added
 * @param expiresAt from when on it is refused; null for never
 */
@Embeddable
record StoredSecret(byte[] digest, Instant createdAt, @Nullable Instant expiresAt) {

	boolean sameAs(StoredSecret other) {
		return Arrays.equals(this.digest, other.digest) && Objects.equals(this.expiresAt, other.expiresAt);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoredSecret that && sameAs(that) && this.createdAt.equals(that.createdAt);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.digest);
	}

	@Override
	public String toString() {
		return "a client secret of " + this.createdAt;
	}

}
