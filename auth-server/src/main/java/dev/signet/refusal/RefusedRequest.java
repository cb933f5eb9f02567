package dev.signet.refusal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A request that was refused, as it is remembered.
 *
 * @param reference the reference of the request, which stands in the answer and in the
 * log
 * @param at when it was refused
 * @param name the name of the refusal in the list
 * @param error the error code that the client read
 * @param endpoint the path that was called
 * @param clientId the client that the request named, or null when it named none that is
 * known
 * @param came what came, fit to be shown and without secrets, or null
 * @param expected what would have been accepted, or null when the rule says it all
 */
public record RefusedRequest(String reference, Instant at, String name, String error, String endpoint,
		@Nullable String clientId, @Nullable String came, @Nullable String expected) {

	/**
	 * The refusal; empty when a newer server wrote a name that this one does not know.
	 */
	public Optional<Refusal> refusal() {
		return Arrays.stream(Refusal.values()).filter((refusal) -> refusal.name().equals(this.name)).findFirst();
	}

	/** The same with the client that was looked up meanwhile. */
	RefusedRequest with(@Nullable String knownClientId) {
		return new RefusedRequest(this.reference, this.at, this.name, this.error, this.endpoint, knownClientId,
				this.came, this.expected);
	}

}
