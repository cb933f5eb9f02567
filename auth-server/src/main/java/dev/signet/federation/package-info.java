/**
 * Other servers that tell who people are. Nothing stands here itself; each subject has a
 * package below: settings, preset and provider for what is known of each, call and
 * exchange for what is said to it, visit and logout for the people who come and go, link
 * and mapping for what they get here, and check, trial and look for whether it works.
 * Holds a provider that is slow, away or lying off the rest. Does not know what becomes
 * of a person who comes, nor any page. Routes: none; answers come to
 * /signin/with/{alias}/callback.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "checklist", "database", "key", "node",
		"outbound", "secret", "web" })
package dev.signet.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
