/**
 * Looks whether providers would work, as far as that can be told without a person: when
 * an administrator asks, and by the clock. Settings: signet.federation.watch. Table:
 * upstream_watches.
 */
@NullMarked
@NamedInterface("look")
package dev.signet.federation.look;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
