/**
 * How secrets are made that this server hands out, and the digest by which alone it knows
 * them later; and identifiers, which are no secrets: new ones that come in the order of
 * time, and how those are read that somebody sends. Knows nothing of what they open or
 * name. No table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
