/**
 * Providers as they are stored: the rules for what is set, the secrets, changes and what
 * tells of them. Does not know whether one answers, nor who comes from there. Table:
 * upstream_providers; of upstream_links it asks whether somebody is linked, and it erases
 * the ended ones of a provider that goes.
 */
@NullMarked
@NamedInterface("provider")
package dev.signet.federation.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
