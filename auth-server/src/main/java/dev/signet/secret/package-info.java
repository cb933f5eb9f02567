/**
 * How secrets are made that this server hands out, and the digest by which alone it knows
 * them later. Knows nothing of what they open. No table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
