/**
 * What tokens say: scopes to claims, auth_time, acr, amr, sid, audience, lifetimes. Signs
 * with the key ring, reads back what it signed. Stores nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "client", "consent", "key", "refusal", "secret", "web" })
package dev.signet.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
