/**
 * The visits that browsers pay providers, each answered once and in the same browser
 * (OpenID Connect Core 1.0 §3.1, RFC 6749 §4.1). Does not know what becomes of a person
 * who comes, nor any page. Table: upstream_flows.
 */
@NullMarked
@NamedInterface("visit")
package dev.signet.federation.visit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
