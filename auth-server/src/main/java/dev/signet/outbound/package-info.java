/**
 * Calls to addresses that clients chose: a key set, a list of redirect URIs, a logout
 * endpoint; to services that the operator named, and to directories. Keeps them off inner
 * networks and within bounds of time and size, and knows when somebody who fails is left
 * alone. Knows nothing of what is called or why. Settings: signet.outbound. Routes: none.
 * Tables: none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
