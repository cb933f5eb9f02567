/**
 * What tokens say: scopes to claims, auth_time, amr, sid, audience, lifetimes. Signs with
 * the key ring, reads back what it signed. Stores nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "client", "key", "session", "web" })
package dev.signet.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
