/**
 * Other servers that tell who people are: upstream providers with their settings, presets
 * and quirks, the visits that browsers pay them (OpenID Connect Core 1.0 §3.1, RFC 6749
 * §4.1), what their answers prove, and which of their people own which accounts here.
 * Looks whether a provider would work, keeps what administrators saw when they tried it,
 * and warns of what ends or fails. Holds a provider that is slow, away or lying off the
 * rest. Does not know what becomes of a person who comes, nor any page. Routes: none;
 * answers come to /signin/with/{alias}/callback. Settings: signet.federation.watch.
 * Tables: upstream_providers, upstream_flows, upstream_links, upstream_trials,
 * upstream_checklists, upstream_check_lines, upstream_watches, upstream_warnings.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "account", "audit", "background", "key", "node", "outbound", "secret", "web" })
package dev.signet.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
