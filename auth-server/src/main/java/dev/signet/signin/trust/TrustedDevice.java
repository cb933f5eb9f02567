package dev.signet.signin.trust;

import java.time.Instant;
import java.util.UUID;

import dev.signet.session.Device;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which a person need not make the second step of a sign-in.
 *
 * @param id names it
 * @param device the browser
 * @param since when the person said so
 * @param until when that ends
 * @param lastUsed when it last took the place of a second step, or null
 */
public record TrustedDevice(UUID id, Device device, Instant since, Instant until, @Nullable Instant lastUsed) {
}
