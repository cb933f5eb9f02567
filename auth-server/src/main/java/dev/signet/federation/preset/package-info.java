/**
 * The kinds of providers: what is known of each and what it does in its own way, the
 * person whom its claims describe, and the fields of a profile that claims can fill.
 * Calls nobody. Other modules do not see the quirks.
 */
@NullMarked
package dev.signet.federation.preset;

import org.jspecify.annotations.NullMarked;
