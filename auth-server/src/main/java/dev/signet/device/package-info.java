/**
 * The page on which a person lets a device use their account, or not (RFC 8628 §3.3).
 * Knows nothing of how a device asks; the codes are kept by grant. Routes: /device.
 * Tables: none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "client", "consent", "grant", "session", "signin :: factor",
		"signin :: journey", "signin :: step", "web" })
package dev.signet.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
