/**
 * The one list of named refusals: what the server says no to in the protocols, by which
 * rule, and the change that makes it a yes. Knows nothing of who refuses. Routes: none.
 * Tables: none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
